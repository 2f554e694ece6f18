import { CommandError, ExitCode } from '../command-line/command-error.ts';
import type { ClusterStart } from './start-cluster.ts';

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits until the first cluster has answered.
 * @throws what the first one failed with, when all did; CommandError when none answers in time
 */
export async function waitForFirst(starts: readonly ClusterStart[], timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    if (timeoutMs > MAX_TIMER_MS) return;
    const names = starts.map(({ name }) => name).join(', ');
    timer = setTimeout(() => {
      reject(new CommandError(ExitCode.UNAVAILABLE, `None of the clusters answers: ${names}`));
    }, timeoutMs);
  });
  try {
    await Promise.race([Promise.any(starts.map(({ started }) => started)), late]);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    clearTimeout(timer);
  }
}
