import { within } from '@jobwright/concurrency';
import { CommandError, ExitCode } from '../command-line/command-error.ts';
import type { ClusterStart } from './start-cluster.ts';

/**
 * Waits until the first cluster has answered.
 * @throws the error of the first one when all failed; CommandError when none answers in time
 */
export async function waitForFirst(starts: readonly ClusterStart[], timeoutMs: number): Promise<void> {
  const names = starts.map(({ name }) => name).join(', ');
  const timeoutError = (): Error =>
    new CommandError(ExitCode.UNAVAILABLE, `None of the clusters answers: ${names}`);
  try {
    await within({ timeoutMs, timeoutError }, () => Promise.any(starts.map(({ started }) => started)));
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
