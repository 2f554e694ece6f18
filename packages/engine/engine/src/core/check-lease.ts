import type { Rejection } from './commands.ts';
import type { Job } from './engine-state.ts';
import { reject } from './result.ts';

interface Presented {
  readonly job: Job;
  readonly jobLeaseToken: string | undefined;
  readonly intent: string;
}

type LeaseCheck = { readonly ok: true } | { readonly ok: false; readonly rejection: Rejection };

const ACCEPTED: LeaseCheck = { ok: true };
/** Clients that have no optional fields send empty text. */
const isGiven = (token: string | undefined): token is string => token !== undefined && token !== '';

const staleError = ({ job: { key }, intent }: Presented): LeaseCheck =>
  reject(
    'INVALID_STATE',
    intent,
    `Expected to process job with key '${key}', but the supplied lease token does not match. The job may have been re-activated by another worker.`,
  );

/** A job that has been leased is settled only with the token of its latest activation. */
export function checkSettlingLease(presented: Presented): LeaseCheck {
  const { job, jobLeaseToken, intent } = presented;
  if (job.jobLeaseToken === undefined || job.jobLeaseToken === jobLeaseToken) return ACCEPTED;
  if (isGiven(jobLeaseToken)) return staleError(presented);
  return reject(
    'INVALID_STATE',
    intent,
    `Expected to process job with key '${job.key}', but a matching lease token must be provided because the job is currently leased`,
  );
}

/** Operators update a leased job without its token; a worker that gives one must have the latest. */
export function checkUpdatingLease(presented: Presented): LeaseCheck {
  const { job, jobLeaseToken } = presented;
  if (job.jobLeaseToken === undefined || !isGiven(jobLeaseToken)) return ACCEPTED;
  return job.jobLeaseToken === jobLeaseToken ? ACCEPTED : staleError(presented);
}
