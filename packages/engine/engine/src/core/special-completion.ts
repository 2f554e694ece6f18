import type { JsonObject } from '@jobwright/json';
import type { ElementInstance, Job } from './engine-state.ts';
import type { JobResult } from './job-result.ts';

/** The completion of a job that is more than a task. */
export interface SpecialCompletion {
  readonly job: Job;
  readonly kind: NonNullable<Job['kind']>;
  readonly instance: ElementInstance;
  readonly variables: JsonObject;
  readonly result: JobResult | undefined;
}
