import { onAbort, untilAborted } from '@jobwright/concurrency';
import type { JobLease } from './job-lease.ts';

/** How long an operation may take to notice that its signal aborted, before the job is answered without it. */
const GRACE_MS = 2_000;

/**
 * Waits for the work, but not longer than a grace period after the lease has ended.
 * @throws what the work throws, or why the lease ended
 */
export async function runWithinLease<Answer>(lease: JobLease, work: () => Promise<Answer>): Promise<Answer> {
  lease.signal.throwIfAborted();
  const overdue = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const stopListening = onAbort(lease.signal, () => {
    grace = setTimeout(() => overdue.abort(lease.signal.reason), GRACE_MS);
  });
  try {
    return await untilAborted(work(), overdue.signal);
  } catch (error) {
    lease.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(grace);
    stopListening();
  }
}
