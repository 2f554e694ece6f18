import type { JsonObject } from '@jobwright/json';

import type { JobKind, ListenerEventType } from './job-kinds.ts';
import type { DecisionPassage } from './decisions/decision-passage.ts';
import type { Key } from './key.ts';
import type { SubscriptionPassage, UserTaskPassage } from './waiting-passages.ts';

/** One passage of a process instance through an element. */
export interface ElementPassage {
  readonly elementInstanceKey: Key;
  readonly elementId: string;
  /** As the model names it, such as `serviceTask`. */
  readonly elementType: string;
  /** The instance that contains it: the process instance, a sub-process or a multi-instance body. */
  readonly scopeKey: Key | null;
  /** The number of an inner instance of a multi-instance activity. */
  readonly loopCounter?: number;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  /** Position in the order in which elements were entered. */
  readonly enteredOrder: number;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly enteredAt: number;
  /** Position in the order in which elements ended. */
  readonly endedOrder?: number;
  readonly endedAt?: number;
  /** Its own variables, as they are or were when it ended. */
  readonly variables: JsonObject;
}

/** A job of a process instance. */
export interface JobPassage {
  readonly jobKey: Key;
  readonly type: string;
  readonly elementId: string;
  /** How it ended; `ACTIVE` until then. */
  readonly state: 'ACTIVE' | 'COMPLETED' | 'CANCELED' | 'ERROR_THROWN';
  /** How often a worker reported a failure. */
  readonly failures: number;
  readonly elementInstanceKey: Key;
  /** Who has or had it; empty: nobody. */
  readonly worker: string;
  readonly retries: number;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly createdAt: number;
  readonly endedAt?: number;
  /** Until when the worker has or had it. */
  readonly deadline?: number;
  /** Of the last failure or error. */
  readonly errorMessage?: string;
  readonly errorCode?: string;
  /** When it last failed, or threw an error. */
  readonly failedAt?: number;
  readonly hasFailedWithRetriesLeft?: boolean;
  /** Why a listener denied what was asked of a user task. */
  readonly deniedReason?: string;
  /** Absent: 0. */
  readonly priority?: number;
  /** Headers known only when the task was entered. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: the job of a task or event. */
  readonly kind?: JobKind;
  /** Of a listener's job. */
  readonly listenerEventType?: ListenerEventType;
}

/** An incident of a process instance, resolved or not. */
export interface IncidentPassage {
  readonly incidentKey: Key;
  readonly type: string;
  readonly message: string;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly jobKey?: Key;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly createdAt: number;
  isResolved: boolean;
}

/** A message or signal that an event of a process instance received. */
export interface MessagePassage {
  readonly name: string;
  readonly correlationKey: string | null;
  /** The event that received it. */
  readonly elementId: string;
  readonly correlatedAt: number;
}

/** What a process instance passed, in the order of entering; each list is bounded. */
export interface InstanceHistory {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly elements: readonly ElementPassage[];
  readonly jobs: readonly JobPassage[];
  readonly incidents: readonly Readonly<IncidentPassage>[];
  readonly messages: readonly MessagePassage[];
  /** In the order of evaluation; at most 1,000. */
  readonly decisions: readonly DecisionPassage[];
  /** Whether more happened than is kept. */
  readonly isTruncated: boolean;
}

/**
 * What is kept of a process instance: what has ended. What is active is in the state anyway; lists come into
 * being when needed.
 */
export interface HistoryRecord {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  entered: number;
  ended: number;
  elements?: ElementPassage[];
  jobs?: JobPassage[];
  incidents?: IncidentPassage[];
  messages?: MessagePassage[];
  /** Sequence flows along which tokens moved, each once. */
  flows?: string[];
  decisions?: DecisionPassage[];
  userTasks?: UserTaskPassage[];
  subscriptions?: SubscriptionPassage[];
  isTruncated?: boolean;
}
