import { createLruCache } from '@jobwright/concurrency';
import type { ActivatedJob, JobOutcome } from '../job.ts';
import type { JobFailure } from './job-failure.ts';

/** Counts how long jobs have waited, for rate limits, without spending a retry. */
export interface SparedWaits {
  /**
   * The failure with the retries that the job had, if it asks for that and the job has not waited too long
   * already; otherwise the failure that costs a retry.
   */
  spare(failure: JobFailure, job: ActivatedJob): JobFailure;
  /** The job waits as the answer says. */
  add(job: ActivatedJob, answer: JobOutcome): void;
  /** The job is over, or an incident: if it comes again, it may wait as long as at first. */
  forget(job: ActivatedJob): void;
}

interface Waits {
  readonly count: number;
  readonly totalMs: number;
}

/** Each wait of a job lasts at least twice as long as the one before, up to this. */
const MAX_LEAST_WAIT_MS = 60_000;
const MAX_JOBS = 100_000;
const NONE: Waits = { count: 0, totalMs: 0 };

/**
 * Waits of up to `maxTotalMs` a job, in memory. Beyond 100,000 jobs that wait, the one that has not come for
 * longest is forgotten.
 */
export function createSparedWaits(maxTotalMs: number): SparedWaits {
  const waits = createLruCache<Waits>({ maxEntries: MAX_JOBS });
  return {
    spare(failure, job) {
      const { count, totalMs } = waits.get(job.key) ?? NONE;
      if (failure.keepsRetries !== true || totalMs >= maxTotalMs) return { ...failure, keepsRetries: false };
      // A service that never says how long must not be asked in a tight loop.
      const leastMs = Math.min(1_000 * 2 ** Math.min(count, 10), MAX_LEAST_WAIT_MS, maxTotalMs);
      const retryAfterMs = Math.max(failure.retryAfterMs, leastMs);
      // With none, it would become an incident.
      return { ...failure, retries: Math.max(job.retries, 1), retryAfterMs };
    },
    add({ key }, answer) {
      if (answer.kind !== 'fail') return;
      const { count, totalMs } = waits.get(key) ?? NONE;
      waits.set(key, { count: count + 1, totalMs: totalMs + answer.retryBackoffMs });
    },
    forget: ({ key }) => void waits.delete(key),
  };
}
