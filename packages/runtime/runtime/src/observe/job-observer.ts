import type { Trace } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ActivatedJob } from '../job.ts';

/** Observes jobs, for metrics and traces. What it throws is logged and changes nothing. */
export interface JobObserver {
  /** The names of process variables that it reads, besides those of the connector's inputs. */
  readonly variables?: readonly string[];
  /** Called once with the job types that a runtime serves, before there are jobs. */
  serves?(types: readonly string[]): void;
  /** The same observer for the jobs of one of several clusters. Default: it does not tell them apart. */
  forCluster?(name: string): JobObserver;
  /** A job was activated. What it returns observes the rest of the job. */
  activated(job: ActivatedJob): JobObservation;
}

/** Observes one delivery of a job from its activation to its end. */
export interface JobObservation {
  /** Where the connector's calls are traced. The first observer that has one counts. */
  readonly trace?: Trace;
  /** Added to each log line of the job. */
  readonly logFields?: Readonly<Record<string, string>>;
  /** The job runs; before that it waited for a slot. */
  started?(): void;
  /**
   * Runs the connector, e.g. inside a span. It must call `work` once and return its result: its own mistakes
   * reach the job.
   */
  run?<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** The connector asked for a secret, by its name. */
  secret?(name: string, result: SecretResult): void;
  /** The job completes: returns variables to add to its answer. Those of the model take precedence. */
  completes?(): JsonObject | undefined;
  /** This delivery of the job has ended: the last call. */
  ended?(end: JobEnd): void;
}

/**
 * How a lookup of a secret ended. `missing`: no provider has it. `refused`: it is not on the allow-list.
 * `failed`: a provider could not answer.
 */
export type SecretResult = 'found' | 'missing' | 'refused' | 'failed';

/** How a delivery of a job ended; `JobStatistics` describes the outcomes. */
export interface JobEnd {
  readonly outcome: 'complete' | 'fail' | 'throwError' | 'handedBack' | 'gone' | 'unanswered';
  /** Of a `fail`: the attempts left after this one. */
  readonly retries?: number;
  /** Of a `fail`: the delay before the next attempt, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Of a `throwError`: the code of the BPMN error. Of a `fail`: the message, without secrets. */
  readonly reason?: string;
}
