import type { Trace } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ActivatedJob } from '../job.ts';

/** Told what happens to jobs, for metrics and traces. What it throws is logged and changes nothing. */
export interface JobObserver {
  /** Process variables it reads, besides those of the connector's inputs. */
  readonly variables?: readonly string[];
  /** The job types that a runtime serves, told once, before there are jobs. */
  serves?(types: readonly string[]): void;
  /** A job was handed over: what comes back is told the rest. */
  activated(job: ActivatedJob): JobObservation;
}

/** Observes one job from its start to its end. */
export interface JobObservation {
  /** Where what the connector does is told. The first observer that has one counts. */
  readonly trace?: Trace;
  /** Go onto each log line of the job. */
  readonly logFields?: Readonly<Record<string, string>>;
  /** The job has a place and is worked on; before that it waited for one. */
  started?(): void;
  /** Runs the connector, e.g. inside a span. It must call `work` once and hand on what comes of it: its own mistakes reach the job. */
  run?<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** The connector asked for a secret, by its name. */
  secret?(name: string, result: SecretResult): void;
  /** The job completes: variables that go with its answer, unless the model gives them itself. */
  completes?(): JsonObject | undefined;
  /** The last that is told of this delivery of the job. */
  ended?(end: JobEnd): void;
}

/** `missing`: no provider has it. `refused`: the allow-list leaves it out. `failed`: a provider could not tell. */
export type SecretResult = 'found' | 'missing' | 'refused' | 'failed';

/** How a delivery of a job ended; see `JobStatistics` for the outcomes. */
export interface JobEnd {
  readonly outcome: 'complete' | 'fail' | 'throwError' | 'handedBack' | 'gone' | 'unanswered';
  /** Of a `fail`: attempts left after this one. */
  readonly retries?: number;
  /** Of a `throwError`: the code of the BPMN error. Of a `fail`: the message, with no secret in it. */
  readonly reason?: string;
}
