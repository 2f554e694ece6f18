import { setTimeout as wait } from 'node:timers/promises';
import { type Resource, RetryableError } from '@jobwright/connector-sdk';
import { ConnectionError } from './connection-error.ts';
import type { SqlContext, SqlDialect, SqlSession } from './sql-dialect.ts';
import { type DatabaseAddress, toDatabaseAddress, traceConnection } from './trace-connection.ts';

/** All of a transaction, waits for locks included; the server gives up by itself after the same time. */
export const TRANSACTION_TIMEOUT_MS = 30_000;
export const LOCK_TIMEOUT_MS = 10_000;
export const CONNECT_TIMEOUT_MS = 10_000;
export const IDLE_TIMEOUT_MS = 10_000;
export const MAX_CONNECTIONS = 5;
const MAX_ATTEMPTS = 5;
const RETRY_DELAY_MS = 25;

/** A connection out of a pool, for one transaction. */
export interface TransactionConnection extends SqlSession {
  /** As OpenTelemetry names the kind of database. */
  readonly system: 'postgresql' | 'mysql' | 'mariadb';
  /** `timeoutMs`: after which the server gives a statement up. */
  begin(timeoutMs: number): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Gives it back; `destroy`: closes it, and the server rolls back. */
  release(options: { readonly destroy: boolean }): void;
}

interface RunOptions<Answer> {
  readonly context: SqlContext;
  /** Names the database in messages, without its password. */
  readonly database: string;
  readonly address: DatabaseAddress;
  readonly take: () => Promise<TransactionConnection>;
  /** Whether it only met another transaction, was rolled back, and may simply run again. */
  readonly isConflict: (error: unknown) => boolean;
  readonly toFailure: (error: unknown) => unknown;
  readonly work: (session: SqlSession) => Promise<Answer>;
}

interface DriverOptions<Pool> {
  /** By the URL of the database. */
  readonly pools: Resource<string, Pool>;
  readonly take: (pool: Pool) => Promise<TransactionConnection>;
  readonly isConflict: RunOptions<unknown>['isConflict'];
  readonly toFailure: (error: unknown, database: string) => unknown;
}

/** How transactions are run with the pools of a driver. */
export const createTransactionRunner =
  <Pool>({ pools, take, isConflict, toFailure }: DriverOptions<Pool>): SqlDialect['runInTransaction'] =>
  ({ url, context, work }) => {
    const database = toDatabaseName(url);
    return pools.use(context.resources, url, (pool) =>
      runTransaction({
        context,
        database,
        address: toDatabaseAddress(url),
        take: () => take(pool),
        isConflict,
        toFailure: (error) => toFailure(error, database),
        work,
      }),
    );
  };

/** Runs the work in one transaction, again after a conflict, until the deadline of the job and for 30 seconds at most. */
async function runTransaction<Answer>(options: RunOptions<Answer>): Promise<Answer> {
  const { context } = options;
  // One timer that is cleared: a signal of `AbortSignal.timeout` would stay for each job until its time.
  const limit = new AbortController();
  const abort = (): void => limit.abort();
  const timer = setTimeout(abort, TRANSACTION_TIMEOUT_MS);
  context.signal.addEventListener('abort', abort, { once: true });
  if (context.signal.aborted) abort();
  try {
    return await retryConflicts(options, limit.signal);
  } catch (error) {
    context.signal.throwIfAborted();
    if (limit.signal.aborted) throw takesTooLong(options.database, error);
    throw options.toFailure(error);
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', abort);
  }
}

async function retryConflicts<Answer>(options: RunOptions<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryTransaction(options, signal);
    } catch (error) {
      if (!options.isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      await wait(RETRY_DELAY_MS * attempt * (1 + Math.random()), undefined, { signal });
    }
  }
}

async function tryTransaction<Answer>(options: RunOptions<Answer>, signal: AbortSignal): Promise<Answer> {
  const { address, context } = options;
  const taken = await takeConnection(options.take, signal);
  const connection = context.trace.isOn ? traceConnection(taken, { trace: context.trace, address }) : taken;
  let isReleased = false;
  const release = (how: { readonly destroy: boolean }): void => {
    if (isReleased) return;
    isReleased = true;
    connection.release(how);
  };
  // Without its connection the server rolls the transaction back.
  const onAbort = (): void => release({ destroy: true });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await connection.begin(toStatementTimeoutMs(context));
    const answer = await options.work(connection);
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
    signal.removeEventListener('abort', onAbort);
  }
}

/** A statement that outlives the job would hold its locks for nobody. */
const toStatementTimeoutMs = ({ expiresAt = Infinity }: SqlContext): number =>
  Math.max(1, Math.ceil(Math.min(TRANSACTION_TIMEOUT_MS, expiresAt - performance.now())));

/** A pool has no way to stop waiting for a connection: one that comes too late goes straight back. */
async function takeConnection(
  take: () => Promise<TransactionConnection>,
  signal: AbortSignal,
): Promise<TransactionConnection> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new ConnectionError('aborted while waiting for a connection'));
    signal.addEventListener('abort', onAbort, { once: true });
    take()
      .finally(() => signal.removeEventListener('abort', onAbort))
      .then((connection) => {
        if (!signal.aborted) return resolve(connection);
        connection.release({ destroy: false });
        onAbort();
      }, reject);
  });
}

/** Host and database of a URL, for messages. */
export function toDatabaseName(url: string): string {
  if (!URL.canParse(url)) return '(connection URL cannot be read)';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

const takesTooLong = (database: string, cause: unknown): RetryableError =>
  new RetryableError({
    code: 'DATABASE_UNAVAILABLE',
    message: `Database ${database} did not finish the transaction within ${TRANSACTION_TIMEOUT_MS / 1000} s; it was rolled back`,
    cause,
  });
