import { type JobSubscription, toActivatedJob, toJobsRequest } from './job-subscription.ts';

/** How long the gateway holds a call while there are no jobs. */
const LONG_POLL_MS = 10_000;
/** A call that has not ended so much later is on a dead connection. */
const OVERDUE_MS = 5_000;

/** `whenNone`: whether the gateway answers at once when there are no jobs, or waits for some. */
export interface Poll {
  readonly maxJobs: number;
  readonly whenNone: 'answer' | 'wait';
}

/** Asks once for up to `maxJobs` jobs and hands them to the runtime; resolves to how many came. */
export async function pollJobs(subscription: JobSubscription, { maxJobs, whenNone }: Poll): Promise<number> {
  const { gateway, runtime, channel, signal } = subscription;
  const waitMs = whenNone === 'wait' ? LONG_POLL_MS : 0;
  let brought = 0;
  await gateway.activateJobs(
    {
      ...toJobsRequest(subscription),
      maxJobsToActivate: maxJobs,
      requestTimeout: whenNone === 'wait' ? LONG_POLL_MS : -1,
    },
    {
      deadline: performance.now() + waitMs + OVERDUE_MS,
      signal,
      onJob(job) {
        brought += 1;
        void runtime.accept(toActivatedJob(subscription, job, performance.now()), channel);
      },
    },
  );
  return brought;
}
