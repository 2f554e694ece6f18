import { setTimeout as wait } from 'node:timers/promises';
import { createBackoff, onAbort, untilAborted } from '@jobwright/concurrency';
import type { SqlSession } from './sql-dialect.ts';
import type { TransactionConnection } from './transaction-connection.ts';

/** For the whole transaction, including waits for locks. The server gives up after the same time. */
export const TRANSACTION_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 5;
const PAUSES = { firstMs: 40, maxMs: 200 };

interface Transaction<Answer> {
  readonly connect: () => Promise<TransactionConnection>;
  /** Whether the transaction was rolled back because of another one, and may be run again. */
  readonly isConflict: (error: unknown) => boolean;
  /** When the job expires, by `performance.now()`. */
  readonly expiresAt: number | undefined;
  readonly work: (session: SqlSession) => Promise<Answer>;
}

/** Runs the work in one transaction, and again after a conflict, until the signal aborts. */
export async function runTransaction<Answer>(
  transaction: Transaction<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const backoff = createBackoff(PAUSES);
  for (;;) {
    try {
      return await tryTransaction(transaction, signal);
    } catch (error) {
      if (!transaction.isConflict(error) || backoff.count === MAX_ATTEMPTS - 1) throw error;
      await wait(backoff.next(), undefined, { signal });
    }
  }
}

async function tryTransaction<Answer>(
  { connect, expiresAt, work }: Transaction<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const connection = await takeConnection(connect, signal);
  let isReleased = false;
  const release = (options: { readonly destroy: boolean }): void => {
    if (isReleased) return;
    isReleased = true;
    connection.release(options);
  };
  // Without its connection, the server rolls the transaction back.
  const stopListening = onAbort(signal, () => release({ destroy: true }));
  try {
    await connection.begin(computeStatementTimeoutMs(expiresAt));
    const answer = await work(connection);
    await connection.commit();
    release({ destroy: false });
    return answer;
  } catch (error) {
    if (!isReleased) {
      await connection.rollback().then(
        () => release({ destroy: false }),
        () => release({ destroy: true }),
      );
    }
    throw error;
  } finally {
    stopListening();
  }
}

/** A statement that outlives its job would hold locks for nothing. */
const computeStatementTimeoutMs = (expiresAt = Number.POSITIVE_INFINITY): number =>
  Math.max(1, Math.ceil(Math.min(TRANSACTION_TIMEOUT_MS, expiresAt - performance.now())));

/** A pool cannot stop waiting for a connection: one that arrives too late goes straight back. */
async function takeConnection(
  connect: () => Promise<TransactionConnection>,
  signal: AbortSignal,
): Promise<TransactionConnection> {
  signal.throwIfAborted();
  const connecting = connect();
  let isTaken = false;
  connecting
    .then((connection) => {
      if (signal.aborted && !isTaken) connection.release({ destroy: false });
    })
    .catch(() => undefined);
  const connection = await untilAborted(connecting, signal);
  isTaken = true;
  return connection;
}
