import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff } from './backoff.ts';
import { GrpcStatus, toGrpcStatus } from '../gateway/grpc-status.ts';
import type { JobStream } from './job-stream.ts';
import type { JobSubscription } from './job-subscription.ts';
import { pollJobs } from './poll-jobs.ts';

/** Places that come free within this time are asked for in one call. */
const COALESCE_MS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A gateway that pushes back is there; one that does nothing else for a few seconds is not. */
const LASTING_PUSHBACKS = 5;
/** Polls beside an open stream find what it has not brought: the first soon, the next ever later. */
const FIRST_IDLE_MS = 100;
const LONGEST_IDLE_MS = 10_000;

/** How long jobs on a stream may keep older ones, which are polled, from their turn. */
const LONGEST_TURN_MS = 200;

/**
 * Takes as many jobs from the engine as there is room for, until the signal aborts. Survives any outage. Jobs are polled until there
 * are none; then a stream brings each as it comes, and polls ever less often find what it has not brought. While there is a backlog
 * nevertheless, both have their turn. Without a stream, polls wait for jobs.
 */
export async function subscribe(subscription: JobSubscription, stream: JobStream | undefined): Promise<void> {
  const { signal } = subscription;
  const poll = createPoll(subscription);
  const idle = createBackoff({ firstMs: FIRST_IDLE_MS, longestMs: LONGEST_IDLE_MS });
  let turn: 'poll' | 'stream' = 'poll';
  while (!signal.aborted) {
    const room = await waitForRoom(subscription);
    if (subscription.runtime.isPaused(subscription.connector.type) || stream?.isStale === true)
      await stream?.close();
    if (room === 0) continue;
    if (stream === undefined || stream.state === 'resting') {
      await poll(room, 'wait');
      continue;
    }
    if (turn === 'stream' && stream.isDue) {
      turn = 'poll';
      stream.proceed();
      await stream.waitUntilRead(LONGEST_TURN_MS);
      continue;
    }
    stream.hold();
    const brought = await poll(room, 'answer');
    turn = 'stream';
    if (brought !== 0) idle.reset();
    if (brought === undefined || brought === room || signal.aborted) continue;
    if (stream.state === 'closed') await stream.open();
    stream.proceed();
    if (brought === 0) await stream.waitForTurn(idle.next());
  }
  await stream?.close();
}

type PollOnce = (maxJobs: number, whenNone: 'answer' | 'wait') => Promise<number | undefined>;

/** Polls, and tells how many jobs came; when the call fails, pauses and tells nothing. */
function createPoll(subscription: JobSubscription): PollOnce {
  const { connection, connector, signal } = subscription;
  const failures = createBackoff({ firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
  return async (maxJobs, whenNone) => {
    try {
      const brought = await pollJobs(subscription, { maxJobs, whenNone });
      connection.up(connector.type, brought);
      failures.reset();
      return brought;
    } catch (error) {
      const isPushback = toGrpcStatus(error) === GrpcStatus.RESOURCE_EXHAUSTED;
      if (!isPushback || failures.count >= LASTING_PUSHBACKS) connection.down(connector.type, error);
      await sleep(failures.next(), undefined, { signal }).catch(() => undefined);
      return undefined;
    }
  };
}

async function waitForRoom({ runtime, connector: { type }, signal }: JobSubscription): Promise<number> {
  const free = await runtime.waitForCapacity(type, 1, { timeoutMs: 1_000, signal });
  if (free === 0 || signal.aborted) return 0;
  const wanted = Math.ceil(runtime.limitOf(type) / 4);
  return runtime.waitForCapacity(type, wanted, { timeoutMs: COALESCE_MS, signal });
}
