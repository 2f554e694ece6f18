import { onAbort, type Pool } from '@jobwright/concurrency';

/**
 * Works with a connection of one login that no other job uses meanwhile. When the signal aborts, the
 * connection is closed: what the work waits for rejects.
 * @throws what opening it or `work` throws, or the reason of the signal
 */
export async function useConnection<Connection, Answer>(
  pool: Pool<Connection>,
  signal: AbortSignal,
  work: (connection: Connection) => Promise<Answer>,
): Promise<Answer> {
  const { item, release, discard } = await pool.acquire(signal);
  const stopListening = onAbort(signal, () => void discard());
  try {
    const answer = await work(item);
    release();
    return answer;
  } catch (error) {
    await discard();
    throw error;
  } finally {
    stopListening();
  }
}
