import type { ActivatedJob } from '@jobwright/runtime';
import { activatedJob, type JobSubscription, jobsRequest } from './job-subscription.ts';

/** How long the gateway keeps a call open while there are no jobs. */
const LONG_POLL_MS = 10_000;
/** Where a poll cannot be cancelled, a shutdown waits for its end. */
const UNCANCELLED_POLL_MS = 5_000;
/** A call that has not ended this much later is on a dead connection. */
const OVERDUE_MS = 5_000;
/** Tells the gateway to answer at once. */
const NO_LONG_POLL = -1;

/**
 * How many jobs are asked for. `whenNone`: whether the gateway answers at once when there are no jobs, or
 * waits for some.
 */
export interface Poll {
  readonly maxJobs: number;
  readonly whenNone: 'answer' | 'wait';
}

/**
 * Asks once for jobs and hands them to the runtime. Resolves to how many there were.
 * @throws ClusterCallError
 */
export async function pollJobs(subscription: JobSubscription, { maxJobs, whenNone }: Poll): Promise<number> {
  const { jobs, runtime, channel, connector, signal, pollSignal, lateJobs } = subscription;
  const waitMs = jobs.noticesCancel ? LONG_POLL_MS : UNCANCELLED_POLL_MS;
  const isLong = whenNone === 'wait';
  let received = 0;
  let isOver = false;
  const take = (job: ActivatedJob): Promise<void> =>
    // Of a poll that took too long, while others have been sent.
    isOver && runtime.freeCapacity(connector.type) === 0
      ? runtime.handBack(job, channel)
      : runtime.accept(job, channel);
  const activated = jobs.activate(
    {
      ...jobsRequest(subscription),
      maxJobsToActivate: maxJobs,
      requestTimeout: isLong ? waitMs : NO_LONG_POLL,
    },
    {
      timeoutMs: OVERDUE_MS + (isLong ? waitMs : 0),
      signal: pollSignal,
      onJob(job) {
        received += 1;
        const settled = take(activatedJob(subscription, job, performance.now()));
        if (signal.aborted) lateJobs.push(settled);
      },
    },
  );
  await activated.finally(() => (isOver = true));
  return received;
}
