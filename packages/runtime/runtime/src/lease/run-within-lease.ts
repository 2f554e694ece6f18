import { toError } from '@jobwright/concurrency';
import type { JobLease } from './job-lease.ts';

/** How long an operation may take to notice that its signal aborted, before the job is answered without it. */
const GRACE_MS = 2_000;

/** Waits for the work, but not longer than a grace period after the lease ended. Rejects with what the work throws or the end of the lease. */
export async function runWithinLease<Answer>(lease: JobLease, work: () => Promise<Answer>): Promise<Answer> {
  lease.signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  let grace: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    onAbort = () => {
      grace = setTimeout(() => reject(toError(lease.signal.reason)), GRACE_MS);
    };
    lease.signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), overdue]);
  } catch (error) {
    lease.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(grace);
    if (onAbort !== undefined) lease.signal.removeEventListener('abort', onAbort);
  }
}
