import type { TaskEvent } from '../model/listeners.ts';

/** A listener of all user tasks that are Camunda's, in all processes. */
export interface GlobalListener {
  readonly id: string;
  /** The type of its jobs. */
  readonly type: string;
  readonly retries: number;
  readonly eventTypes: readonly (TaskEvent | 'all')[];
  /** Whether it runs after the listeners of the model instead of before them. */
  readonly afterNonGlobal: boolean;
  /** The highest runs first. */
  readonly priority: number;
}
