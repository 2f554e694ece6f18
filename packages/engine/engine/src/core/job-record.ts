import type { JobKind, ListenerEventType } from './job-kinds.ts';
import type { Key } from './key.ts';

/** `FAILED` with `availableAt` comes back by itself; without, an incident holds it. */
export type JobState = 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'ERROR_THROWN';

/** What happens to a job between its creation and its end. */
export type JobEvent = 'FAILED' | 'ERROR_THROWN' | 'TIMED_OUT' | 'RETRIES_UPDATED' | 'MIGRATED';

export interface Job {
  readonly key: Key;
  readonly type: string;
  readonly tenantId: string;
  readonly elementInstanceKey: Key;
  state: JobState;
  retries: number;
  worker: string;
  /** While activated. */
  deadline: number | null;
  /** While it backs off. */
  availableAt: number | null;
  /** How often a worker reported a failure. */
  failures: number;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly createdAt: number;
  /** Of the last event; absent: when it was created. */
  updatedAt?: number;
  /** What last happened to it; absent: it was created. Activation is no event. */
  lastEvent?: JobEvent;
  /** Of the last failure or error. */
  errorMessage?: string;
  errorCode?: string;
  /** When it last failed, or threw an error. */
  failedAt?: number;
  /** Whether the last failure left retries. */
  hasFailedWithRetriesLeft?: boolean;
  /** Why a listener denied what was asked of a user task. */
  deniedReason?: string;
  /** Never 0: absent then. */
  priority?: number;
  /**
   * Of its latest activation with a lease; stays until the next one. Such a job goes only to workers with
   * leases.
   */
  jobLeaseToken?: string;
  /** Absent: the job of a task or event. */
  readonly kind?: JobKind;
  /** Of a listener's job. */
  readonly listenerEventType?: ListenerEventType;
  /** Headers known only when the task was entered. */
  readonly headers?: Readonly<Record<string, string>>;
  /** All headers of a job that is older than a migration of its process instance. */
  keptHeaders?: Readonly<Record<string, string>>;
  /** How often it was queued: distinguishes its entry in the queue from an older one. */
  offers: number;
}
