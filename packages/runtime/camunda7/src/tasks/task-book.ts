import type { ActivatedJob } from '@jobwright/runtime';
import type { ExternalTask } from '../engine/external-task.ts';
import type { JobOfTask } from './variable-codec.ts';

/** The external tasks of jobs in flight. */
export interface TaskBook {
  add(job: ActivatedJob, task: ExternalTask): void;
  find(job: ActivatedJob): JobOfTask;
}

export function createTaskBook(): TaskBook {
  const tasks = new WeakMap<ActivatedJob, ExternalTask>();
  return {
    add: (job, task) => void tasks.set(job, task),
    find(job) {
      const task = tasks.get(job);
      if (task === undefined) throw new Error(`The job ${job.key} is of another engine`);
      return { job, task };
    },
  };
}
