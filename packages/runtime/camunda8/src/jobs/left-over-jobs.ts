import type { ActivatedJob } from '@jobwright/runtime';
import { createJobChannel } from './job-channel.ts';
import type { JobSubscription } from './job-subscription.ts';

/** Jobs that came while their stream was being closed. */
export interface LeftOverJobs {
  add(job: ActivatedJob): void;
  /**
   * Runs those that there is capacity for, and hands back the rest. From now on each job that is added is
   * settled at once.
   */
  settle(): Promise<void>;
}

/** Jobs are handed back after the stream has ended: before that, they would be pushed here again. */
export function createLeftOverJobs({
  jobs: calls,
  runtime,
  channel,
  connector,
}: JobSubscription): LeftOverJobs {
  const jobs: ActivatedJob[] = [];
  // The common channel may wait for this stream to end.
  const answers = createJobChannel(calls);
  let isSettled = false;
  const settleJob = (job: ActivatedJob): Promise<void> => {
    if (runtime.freeCapacity(connector.type) === 0 || runtime.isPaused(connector.type))
      return runtime.handBack(job, answers);
    void runtime.accept(job, channel);
    return Promise.resolve();
  };
  return {
    add(job) {
      if (isSettled) void settleJob(job);
      else jobs.push(job);
    },
    async settle() {
      isSettled = true;
      await Promise.all(jobs.splice(0).map(settleJob));
    },
  };
}
