import type { ActivatedJob, JobOutcome } from '../job.ts';
import type { JobEnd } from '../observe/job-observer.ts';

/** `shutdown`: the runtime ends. `full`: there is no room for the job here. */
export type HandBackReason = 'shutdown' | 'full';

const REASONS: Readonly<Record<HandBackReason, string>> = {
  shutdown: 'Handed back: the runtime shut down before the job was done',
  full: 'Handed back: this worker had no room for the job',
};

/** A failure that takes no retry: the engine hands the job out again at once. */
export const handedBack = (job: ActivatedJob, reason: HandBackReason): JobOutcome => ({
  kind: 'fail',
  errorMessage: REASONS[reason],
  // A model may say that there are none; failed like that, the job would be an incident instead of another worker's.
  retries: Math.max(job.retries, 1),
  retryBackoffMs: 0,
  variables: '{}',
});

export function toEnd(outcome: JobOutcome): JobEnd {
  switch (outcome.kind) {
    case 'complete':
      return { outcome: 'complete' };
    case 'fail':
      return { outcome: 'fail', retries: outcome.retries, reason: outcome.errorMessage };
    case 'throwError':
      return { outcome: 'throwError', reason: outcome.errorCode };
  }
}
