import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff } from '@jobwright/concurrency';
import { createCallPauses, isPushback } from '@jobwright/runtime/cluster';
import type { JobStream } from './job-stream.ts';
import type { JobSubscription } from './job-subscription.ts';
import { pollJobs } from './poll-jobs.ts';

/** Capacity that becomes free within this time is asked for in one call. */
const COALESCE_MS = 5;
const FAILURE_PAUSES = { firstMs: 100, maxMs: 5_000 } as const;
/** A gateway that pushes back is up; one that does nothing else for a few seconds is not. */
const LASTING_PUSHBACKS = 5;
/**
 * Polls beside an open stream find what the stream has not brought: the first one soon, each next one later.
 */
const IDLE_PAUSES = { firstMs: 100, maxMs: 10_000 } as const;
/** How long jobs on a stream may delay older ones, which are polled. */
const LONGEST_READ_MS = 200;

/**
 * Gets as many jobs from the engine as there is capacity for, until the signal aborts. Survives any outage.
 * Jobs are polled until there are none; then a stream brings each job as it comes, and ever rarer polls find
 * what it has not brought. While there is a backlog in spite of that, polls and stream alternate. Without a
 * stream, polls wait for jobs.
 */
export async function subscribe(subscription: JobSubscription, stream: JobStream | undefined): Promise<void> {
  const { runtime, connector, signal } = subscription;
  const poll = createPoll(subscription);
  const idlePauses = createBackoff(IDLE_PAUSES);
  let next: 'poll' | 'stream' = 'poll';
  while (!signal.aborted) {
    const capacity = await waitForCapacity(subscription);
    if (runtime.isPaused(connector.type) || stream?.isStale === true) await stream?.close();
    if (capacity === 0) continue;
    if (stream === undefined || stream.state === 'resting') {
      await poll(capacity, 'wait');
      continue;
    }
    if (next === 'stream' && stream.isDue) {
      next = 'poll';
      stream.proceed();
      await stream.waitUntilRead(LONGEST_READ_MS);
      continue;
    }
    stream.hold();
    const received = await poll(capacity, 'answer');
    next = 'stream';
    if (received !== 0) idlePauses.reset();
    if (received === undefined || received === capacity || signal.aborted) continue;
    if (stream.state === 'closed') await stream.open();
    stream.proceed();
    if (received === 0) await stream.waitUntilFull(idlePauses.next());
  }
  await stream?.close();
}

type PollOnce = (maxJobs: number, whenNone: 'answer' | 'wait') => Promise<number | undefined>;

/** Polls, and resolves to how many jobs came; when the call fails, to `undefined` after a pause. */
function createPoll(subscription: JobSubscription): PollOnce {
  const { connection, connector, signal } = subscription;
  const failures = createCallPauses(FAILURE_PAUSES);
  return async (maxJobs, whenNone) => {
    try {
      const received = await pollJobs(subscription, { maxJobs, whenNone });
      connection.up(connector.type, received);
      failures.reset();
      return received;
    } catch (error) {
      if (!isPushback(error) || failures.count >= LASTING_PUSHBACKS) connection.down(connector.type, error);
      await sleep(failures.next(error), undefined, { signal }).catch(() => undefined);
      return undefined;
    }
  };
}

async function waitForCapacity({ runtime, connector: { type }, signal }: JobSubscription): Promise<number> {
  const free = await runtime.waitForCapacity(type, 1, { timeoutMs: 1_000, signal });
  if (free === 0 || signal.aborted) return 0;
  const wanted = Math.ceil(runtime.limitOf(type) / 4);
  return runtime.waitForCapacity(type, wanted, { timeoutMs: COALESCE_MS, signal });
}
