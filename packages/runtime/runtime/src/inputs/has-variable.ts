import type { ActivatedJob } from '../job.ts';

/** Whether the task of a job sees a variable of that name; `undefined` where it is not known. */
export type HasVariable = (
  name: string,
  job: ActivatedJob,
) => boolean | undefined | Promise<boolean | undefined>;
