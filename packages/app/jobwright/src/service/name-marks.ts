import type { JobMarks } from '@jobwright/runtime';

/** The marks of the jobs of one of several clusters: keys of jobs are unique within a cluster only. */
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
