import type { JobMarks } from '../marks/job-marks.ts';

/** Marks of the jobs of one of several clusters. Job keys are unique only within a cluster. */
export const nameMarks = (marks: JobMarks, cluster: string): JobMarks => ({
  durable: marks.durable,
  get size() {
    return marks.size;
  },
  find: (jobKey) => marks.find(`${cluster}-${jobKey}`),
  begin: (job) => marks.begin({ ...job, key: `${cluster}-${job.key}` }),
  pardon: (jobKey) => marks.pardon(`${cluster}-${jobKey}`),
  atWork: () => marks.atWork(),
  processEnds: () => marks.processEnds(),
  close: () => marks.close(),
});
