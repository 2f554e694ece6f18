import type { JsonObject } from '@jobwright/json';
import type { Key } from './key.ts';
import type { TaskTransition } from './task-transition.ts';

/** A due date of a catch or boundary event. */
export interface TimerRecord {
  readonly key: Key;
  /** Null for the start event of a process. */
  readonly elementInstanceKey: Key | null;
  readonly definitionKey: Key;
  /** The event: the instance's own element, or a boundary or start event that belongs to it. */
  readonly nodeId: string;
  at: number;
  /** How often it fires from here on, the next time included; -1 without end. */
  remaining: number;
}

/** What waits for a message or a signal. */
export interface SubscriptionRecord {
  readonly key: Key;
  readonly kind: 'message' | 'signal';
  /** Null for the start event of a process. */
  readonly elementInstanceKey: Key | null;
  /** This and the next change when the process instance is migrated. */
  definitionKey: Key;
  nodeId: string;
  readonly name: string;
  /** Null where none counts: signals and start events. */
  readonly correlationKey: string | null;
  bpmnProcessId: string;
  readonly tenantId: string;
  /** Of the process instance, when it began to wait for a message. */
  readonly businessId?: string;
  /** Of a message, in milliseconds since 1970. */
  readonly openedAt?: number;
}

export interface MessageRecord {
  readonly key: Key;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: JsonObject;
  readonly tenantId: string;
  readonly expiresAt: number;
  /** Only what has this business id gets it; absent: anything. */
  readonly businessId?: string;
  /** Processes that have had it: one message reaches a process once. */
  readonly correlatedTo: string[];
}

/** A user task of Camunda's that waits for somebody. */
export interface UserTaskRecord {
  readonly key: Key;
  readonly elementInstanceKey: Key;
  assignee: string;
  candidateGroups: readonly string[];
  candidateUsers: readonly string[];
  dueDate: string;
  followUpDate: string;
  priority: number;
  /** Of a deployed form; empty without one. */
  readonly formKey: string;
  /** Names a form kept elsewhere. */
  readonly externalFormReference?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is happening to it while listeners run. */
  transition?: TaskTransition;
}
