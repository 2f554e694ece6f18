import type { Key } from './key.ts';

/** Something that waits for a message or a signal. */
export interface SubscriptionView {
  readonly key: Key;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Null where none counts: signals and start events. */
  readonly correlationKey: string | null;
  /** The event that waits. */
  readonly elementId: string;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  /** Absent: the start event of a process. */
  readonly processInstanceKey?: Key;
}
