import { setMaxListeners } from 'node:events';
import { timerDelayMs } from '@jobwright/concurrency';
import type { ActivatedJob, JobChannel } from '../job.ts';

/** Why a job may no longer run. */
export type LeaseEnd =
  /** It took longer than its limit. */
  | 'expired'
  /**
   * The engine no longer keeps it for us: it was cancelled, or its deadline passed while the engine could not
   * be reached.
   */
  | 'lost'
  /** The runtime shuts down, and its time to drain is over. */
  | 'shutdown';

export class LeaseEndedError extends Error {
  override readonly name = 'LeaseEndedError';
  readonly end: LeaseEnd;

  constructor(end: LeaseEnd, message: string) {
    super(message);
    this.end = end;
  }
}

/** The right to run a job, extended in the engine until `release`. */
export interface JobLease {
  /** Aborts with a LeaseEndedError. */
  readonly signal: AbortSignal;
  /** Until when the engine keeps the job for us, by `performance.now()`. Moves on with each extension. */
  readonly deadline: number;
  /** When the job will have taken too long, by `performance.now()`. */
  readonly expiresAt: number;
  /** Limits the time the job may take, counted from the start of the lease. */
  limitTo(durationMs: number): void;
  end(end: LeaseEnd, message: string): void;
  release(): void;
}

export interface LeaseOptions {
  readonly job: ActivatedJob;
  readonly channel: JobChannel;
  /** The longest a job may take without a `jobTimeout` of its own, in milliseconds. */
  readonly maxDurationMs: number;
  /** By how much a deadline is extended at a time, in milliseconds. */
  readonly extensionMs: number;
}

/** How long the engine keeps the job beyond its limit, so that the answer still arrives. */
const ANSWER_MS = 5_000;
const RETRY_EXTENSION_MS = 1_000;

/** Starts the lease of a job that was just activated. */
export function startLease({ job, channel, maxDurationMs, extensionMs }: LeaseOptions): JobLease {
  const startedAt = performance.now();
  const controller = new AbortController();
  // A connector may have many calls under way; each listens while it lasts.
  setMaxListeners(0, controller.signal);
  let deadline = job.deadline;
  let limitMs = maxDurationMs;
  let renewAt = startedAt + (deadline - startedAt) / 2;
  let timer: NodeJS.Timeout | undefined;

  const end = (why: LeaseEnd, message: string): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!controller.signal.aborted) controller.abort(new LeaseEndedError(why, message));
  };

  const schedule = (): void => {
    const nextAt = Math.min(startedAt + limitMs, Math.min(renewAt, deadline));
    timer = setTimeout(tick, timerDelayMs(nextAt - performance.now()));
  };

  const tick = (): void => {
    timer = undefined;
    const now = performance.now();
    if (now >= startedAt + limitMs) return end('expired', `The job took longer than ${limitMs} ms`);
    if (now >= deadline)
      return end('lost', 'The deadline of the job passed while the engine could not be reached');
    if (now < renewAt) return schedule();
    void renew(now);
  };

  const renew = async (now: number): Promise<void> => {
    const timeoutMs = Math.min(extensionMs, startedAt + limitMs - now + ANSWER_MS);
    if (now + timeoutMs <= deadline) {
      renewAt = deadline;
      return schedule();
    }
    renewAt = now + RETRY_EXTENSION_MS;
    schedule();
    try {
      const answer = await channel.extendDeadline(job, timeoutMs, deadline);
      if (released || controller.signal.aborted) return;
      if (answer === 'gone') return end('lost', 'The engine no longer has the job');
      deadline = now + timeoutMs;
      renewAt = now + timeoutMs / 2;
    } catch {
      // The engine could not be reached: the next tick tries again, until the deadline.
    }
  };

  let released = false;
  schedule();
  return {
    signal: controller.signal,
    get deadline() {
      return deadline;
    },
    get expiresAt() {
      return startedAt + limitMs;
    },
    limitTo(durationMs) {
      limitMs = durationMs;
      clearTimeout(timer);
      if (!released && !controller.signal.aborted) schedule();
    },
    end,
    release() {
      released = true;
      clearTimeout(timer);
    },
  };
}
