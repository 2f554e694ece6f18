import { setTimeout as wait } from 'node:timers/promises';
import { defineResource, type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { Client, Pool, type PoolClient } from 'pg';
import { ConnectionError, isConflict, toDriverFailure, toFailure } from './errors.ts';

/** All of a transaction, waits for locks included; the server gives up by itself after the same time. */
const TRANSACTION_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 5;
const MAX_ATTEMPTS = 5;
const RETRY_DELAY_MS = 25;

const BEGIN = [
  // Read committed: after waiting on an inbox key, its row must be visible.
  'begin isolation level read committed',
  `set local statement_timeout = ${TRANSACTION_TIMEOUT_MS}`,
  `set local lock_timeout = ${LOCK_TIMEOUT_MS}`,
  `set local idle_in_transaction_session_timeout = ${TRANSACTION_TIMEOUT_MS}`,
].join('; ');

/** Where statements of one transaction go. Rows come back unchecked: give them to a schema. */
export interface SqlSession {
  query(text: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
}

interface TransactionOptions<Answer> {
  readonly url: string;
  readonly context: Pick<OperationContext, 'signal' | 'resources'>;
  readonly work: (session: SqlSession) => Promise<Answer>;
}

const pools = defineResource<string, Pool>({
  toKey: (url) => url,
  open: openPool,
  close: (pool) => pool.end(),
});

/**
 * Runs the work in one transaction, again when it only met another transaction, for at most 30 seconds. An abort or
 * a failure rolls it back.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function runInTransaction<Answer>(options: TransactionOptions<Answer>): Promise<Answer> {
  const { url, context } = options;
  const timeout = AbortSignal.timeout(TRANSACTION_TIMEOUT_MS);
  const signal = AbortSignal.any([context.signal, timeout]);
  try {
    return await pools.use(context.resources, url, (pool) => retryConflicts(pool, signal, options.work));
  } catch (error) {
    context.signal.throwIfAborted();
    if (timeout.aborted) throw takesTooLong(toDatabaseName(url), error);
    throw toFailure(error, toDatabaseName(url));
  }
}

/** Runs statements on a connection of their own, e.g. a migration. */
export async function runStatements(url: string, statements: string): Promise<void> {
  const client = new Client({ ...toClientOptions(url), query_timeout: TRANSACTION_TIMEOUT_MS });
  client.on('error', ignore);
  try {
    await client.connect();
    await client.query(statements);
  } catch (error) {
    throw toFailure(toDriverFailure(error), toDatabaseName(url));
  } finally {
    await client.end().catch(ignore);
  }
}

async function retryConflicts<Answer>(
  pool: Pool,
  signal: AbortSignal,
  work: (session: SqlSession) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryTransaction(pool, signal, work);
    } catch (error) {
      if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      await wait(RETRY_DELAY_MS * attempt * (1 + Math.random()), undefined, { signal });
    }
  }
}

async function tryTransaction<Answer>(
  pool: Pool,
  signal: AbortSignal,
  work: (session: SqlSession) => Promise<Answer>,
): Promise<Answer> {
  const client = await takeClient(pool, signal);
  let isReleased = false;
  const release = (options: { readonly destroy: boolean }): void => {
    if (isReleased) return;
    isReleased = true;
    client.release(options.destroy);
  };
  // Without its connection the server rolls the transaction back.
  const onAbort = (): void => release({ destroy: true });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const session = toSession(client);
    await session.query(BEGIN);
    const answer = await work(session);
    await session.query('commit');
    release({ destroy: false });
    return answer;
  } catch (error) {
    if (!isReleased) {
      await client.query('rollback').then(
        () => release({ destroy: false }),
        () => release({ destroy: true }),
      );
    }
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** A pool has no way to stop waiting for a connection: one that comes too late goes straight back. */
async function takeClient(pool: Pool, signal: AbortSignal): Promise<PoolClient> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new ConnectionError('aborted while waiting for a connection'));
    signal.addEventListener('abort', onAbort, { once: true });
    pool
      .connect()
      .finally(() => signal.removeEventListener('abort', onAbort))
      .then(
        (client) => {
          if (!signal.aborted) return resolve(client);
          client.release();
          onAbort();
        },
        (error: unknown) => reject(toDriverFailure(error)),
      );
  });
}

const toSession = (client: PoolClient): SqlSession => ({
  async query(text, values) {
    try {
      const { rows } = await client.query<Record<string, unknown>>(text, values?.slice());
      return rows;
    } catch (error) {
      throw toDriverFailure(error);
    }
  },
});

function openPool(url: string): Pool {
  const pool = new Pool({
    ...toClientOptions(url),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A connection that breaks is dropped by the pool, and the query on it rejects; without listeners it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

const toClientOptions = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
  application_name: 'jobwright',
});

/** Host and database of a URL, for messages. */
function toDatabaseName(url: string): string {
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

function ignore(): void {}
