import type { Logger } from '@jobwright/connector-sdk';
import type { GatewayJob } from '../gateway/gateway-job.ts';

/**
 * Logs what leases mean, and returns what is to be called with each job: it logs once that a cluster gives
 * none.
 */
export function reportLeases(logger: Logger): (job: GatewayJob) => void {
  logger.info(
    {},
    'Jobs are leased: an answer counts only with the latest lease, and a leased job is never given to a worker without leases',
  );
  let isReported = false;
  return ({ jobLeaseToken, key, type }) => {
    if (jobLeaseToken || isReported) return;
    isReported = true;
    logger.warn(
      { jobKey: key, jobType: type },
      'The cluster gave a job without a lease, as clusters before 8.10 do; such jobs are processed as without leases',
    );
  };
}
