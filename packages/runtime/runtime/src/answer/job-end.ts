import type { ActivatedJob, JobOutcome } from '../job.ts';
import { cutMessage } from './bound-outcome.ts';
import type { JobEnd } from '../observe/job-observer.ts';

/**
 * `shutdown`: the runtime ends. `full`: there is no room for the job here. `othersFirst`: it is marked, and
 * too many such jobs wait. `died`: the worker of its own that ran it died. `foreign`: nobody asked for its
 * type.
 */
export type HandBackReason = 'shutdown' | 'full' | 'othersFirst' | 'died' | 'foreign';

const REASONS: Readonly<Record<HandBackReason, string>> = {
  shutdown: 'Handed back: the runtime shut down before the job was done',
  full: 'Handed back: this worker had no room for the job',
  othersFirst: 'Handed back: it was running when a process died, and other such jobs go first',
  died: 'Handed back: what ran the job died before it was done',
  foreign: 'Handed back: this worker has no connector for jobs of this type',
};

/** How long a job stays with the engine when handing it out at once would not help. */
const PAUSES_MS: Readonly<Partial<Record<HandBackReason, number>>> = { othersFirst: 2_000, foreign: 10_000 };

/**
 * A failure that costs no retry: the engine hands the job out again, at once unless something has to happen
 * before.
 */
export const handedBack = (job: ActivatedJob, reason: HandBackReason): JobOutcome => ({
  kind: 'fail',
  errorMessage: REASONS[reason],
  // A model may give a job no retries; failed with none, it would become an incident instead of going to
  // another worker.
  retries: Math.max(job.retries, 1),
  retryBackoffMs: PAUSES_MS[reason] ?? 0,
  variables: '{}',
  isHandedBack: true,
});

/** The answer for a job that no worker could run. */
export const unreadable = (problem: string): JobOutcome => ({
  kind: 'fail',
  errorMessage: cutMessage(`JOB_UNREADABLE: ${problem}`),
  retries: 0,
  retryBackoffMs: 0,
  variables: '{}',
});

/** How a delivery with this answer ended. */
export function endOf(outcome: JobOutcome): JobEnd {
  switch (outcome.kind) {
    case 'complete':
      return { outcome: 'complete' };
    case 'fail':
      return {
        ...{ outcome: 'fail', retries: outcome.retries, reason: outcome.errorMessage },
        retryAfterMs: outcome.retryBackoffMs,
      };
    case 'throwError':
      return { outcome: 'throwError', reason: outcome.errorCode };
  }
}
