import type { LeasedCommand } from '../core/leased-command.ts';

/** The lease that a request presents, if any. */
export const leaseOf = ({
  jobLeaseToken,
}: {
  readonly jobLeaseToken?: string | null | undefined;
}): LeasedCommand => (typeof jobLeaseToken === 'string' ? { jobLeaseToken } : {});
