import { onAbort, toError } from '@jobwright/concurrency';
import type { JobLease } from './job-lease.ts';

/**
 * How long an operation may take to notice that its signal aborted, before the job is answered without it.
 */
const GRACE_MS = 2_000;

/**
 * Waits for the work, but not longer than a grace period after the lease has ended.
 * @throws what the work throws, or why the lease ended
 */
export async function runWithinLease<Answer>(lease: JobLease, work: () => Promise<Answer>): Promise<Answer> {
  const { signal } = lease;
  signal.throwIfAborted();
  let grace: NodeJS.Timeout | undefined;
  let stopListening = (): void => undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      stopListening = onAbort(signal, () => {
        grace = setTimeout(() => reject(toError(signal.reason)), GRACE_MS);
      });
      work().then(resolve, reject);
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(grace);
    stopListening();
  }
}
