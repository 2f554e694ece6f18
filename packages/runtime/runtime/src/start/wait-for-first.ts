import { within } from '@jobwright/concurrency';
import { ClusterUnreachableError } from './cluster-errors.ts';
import type { ClusterStart } from './start-cluster.ts';

/**
 * Waits until the first cluster has answered.
 * @throws the error of the first one when all failed; ClusterUnreachableError when none answers in time
 */
export async function waitForFirst(starts: readonly ClusterStart[], timeoutMs: number): Promise<void> {
  const names = starts.map(({ name, kind }) => name ?? kind).join(', ');
  const timeoutError = (): Error => new ClusterUnreachableError(`None of the clusters answers: ${names}`);
  try {
    await within({ timeoutMs, timeoutError }, () => Promise.any(starts.map(({ started }) => started)));
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
