/** A job as an adapter hands it over. Keys are decimal strings; variables stay JSON text until the runtime needs them. */
export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly processDefinitionVersion: number;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Attempts left, this one included. */
  readonly retries: number;
  /** When the engine may hand the job to another worker, in milliseconds by `performance.now()`: no clock that can be set back. */
  readonly deadline: number;
  /** JSON text of an object. */
  readonly variables: string;
  readonly tenantId: string;
  /** What makes it a job that cannot be worked on, such as headers that cannot be read: it fails without retries, and says so. */
  readonly problem?: string | undefined;
}

/** The one answer a job gets. Variables are JSON text of an object, ready for the engine. */
export type JobOutcome =
  | { readonly kind: 'complete'; readonly variables: string }
  | {
      readonly kind: 'fail';
      readonly errorMessage: string;
      readonly retries: number;
      readonly retryBackoffMs: number;
      readonly variables: string;
    }
  | {
      readonly kind: 'throwError';
      readonly errorCode: string;
      readonly errorMessage: string;
      readonly variables: string;
    };

/** What an adapter does for the runtime with a job it handed over. Times are milliseconds by `performance.now()`. */
export interface JobChannel {
  /**
   * Answers the job, trying again while the engine cannot be reached, until `until`; then it rejects.
   * `gone`: the engine no longer knows this delivery (timed out, cancelled, answered by another worker).
   */
  settle(job: ActivatedJob, outcome: JobOutcome, until: number): Promise<'settled' | 'gone'>;
  /** Makes the engine keep the job for this worker for `timeoutMs` from now; one try, over by `until`. */
  extendDeadline(job: ActivatedJob, timeoutMs: number, until: number): Promise<'extended' | 'gone'>;
}
