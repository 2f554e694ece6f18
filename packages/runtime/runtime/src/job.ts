import type { OperationContext } from '@jobwright/connector-sdk';
import type { ExpressionOptions } from './expressions/expression-settings.ts';

/**
 * A job as an adapter hands it over. Keys are decimal strings. Variables stay JSON text until the runtime
 * needs them.
 */
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
  /**
   * When the engine may hand the job to another worker, in milliseconds by `performance.now()`, a clock that
   * nobody can set back.
   */
  readonly deadline: number;
  /** The JSON text of an object. */
  readonly variables: string;
  readonly tenantId: string;
  /**
   * Which engine of a cluster with several. Default: its only one, or the one that such a cluster calls
   * `default`.
   */
  readonly physicalTenantId?: string;
  /** Jobs with a higher one are handed out first. Default 0. */
  readonly priority?: number;
  /** Labels of its process instance. Default: none. */
  readonly tags?: readonly string[];
  /** Identifies its process instance in the business, such as the number of an order. Default: none. */
  readonly businessId?: string;
  /**
   * Proves to the engine that an answer comes from the latest delivery of the job. Default: it asks for no
   * proof.
   */
  readonly leaseToken?: string;
  /**
   * Why the job cannot run, such as headers that cannot be read: it fails without retries and with this text.
   */
  readonly problem?: string | undefined;
}

/** What an adapter may use while a job runs. */
export interface JobHost extends Pick<OperationContext, 'resources' | 'signal' | 'logger'> {
  /** Which FEEL evaluates the expressions of the job. */
  readonly expressions: Required<ExpressionOptions>;
}

/**
 * The one answer that a job gets. Variables are the JSON text of an object, ready for the engine;
 * `retryBackoffMs` is in milliseconds.
 */
export type JobOutcome =
  | { readonly kind: 'complete'; readonly variables: string }
  | {
      readonly kind: 'fail';
      readonly errorMessage: string;
      readonly retries: number;
      readonly retryBackoffMs: number;
      readonly variables: string;
      /** The job did not run, or not to its end, and its retries are unchanged. Default: it failed. */
      readonly isHandedBack?: true;
    }
  | {
      readonly kind: 'throwError';
      readonly errorCode: string;
      readonly errorMessage: string;
      readonly variables: string;
    };

/**
 * What an adapter does for the runtime with a job that it handed over. Times are milliseconds by
 * `performance.now()`.
 */
export interface JobChannel {
  /**
   * Called once when the job starts to run, for variables that take time: gives all of them as the JSON text
   * of an object. Default: those that it was handed over with.
   * @throws InputError, ConnectorError or RetryableError, which the job fails with
   */
  completeVariables?(job: ActivatedJob, host: JobHost): Promise<string>;
  /**
   * Answers the job, and retries while the engine cannot be reached, until `until`; then it rejects.
   * `gone`: the engine no longer knows this delivery (timed out, cancelled, answered by another worker).
   */
  settle(job: ActivatedJob, outcome: JobOutcome, until: number): Promise<'settled' | 'gone'>;
  /**
   * Has the engine keep the job for this worker for `timeoutMs` from now; one attempt, which ends by `until`.
   */
  extendDeadline(job: ActivatedJob, timeoutMs: number, until: number): Promise<'extended' | 'gone'>;
}
