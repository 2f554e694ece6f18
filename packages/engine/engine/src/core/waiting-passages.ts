import type { Key } from './key.ts';
import type { UserTaskView } from './user-task-types.ts';

/** A user task that has ended. */
export interface UserTaskPassage extends Omit<UserTaskView, 'transition'> {
  readonly state: 'COMPLETED' | 'CANCELED';
  readonly definitionKey: Key;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly createdAt: number;
  readonly endedAt: number;
}

/** A subscription to a message that received one, or was closed. One that stays open can receive several. */
export interface SubscriptionPassage {
  readonly subscriptionKey: Key;
  readonly state: 'CORRELATED' | 'DELETED';
  /** Milliseconds since 1970, by the engine's clock. */
  readonly at: number;
  readonly name: string;
  readonly correlationKey: string | null;
  /** The event. */
  readonly elementId: string;
  /** Null for the start event of a process. */
  readonly elementInstanceKey: Key | null;
  readonly definitionKey: Key;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  readonly businessId?: string;
  /** What it received. */
  readonly messageKey?: Key;
}
