import { setTimeout as wait } from 'node:timers/promises';
import type { OutboundNetwork, Resource } from '@jobwright/connector-sdk';
import { findNetworkId } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import { ConnectionError } from './connection-error.ts';
import { type DatabaseTarget, nameDatabase, connectionInvalidError } from './database-target.ts';
import type { SqlContext, SqlDialect, SqlSession } from './sql-dialect.ts';
import { type DatabaseAddress, describeAddress, traceConnection } from './trace-connection.ts';
import type { TransactionConnection } from './transaction-connection.ts';
import { withinLimits } from './within-limits.ts';

/** All of a transaction, waits for locks included; the server gives up by itself after the same time. */
export const TRANSACTION_TIMEOUT_MS = 30_000;
export const LOCK_TIMEOUT_MS = 10_000;
export const IDLE_TIMEOUT_MS = 10_000;
export const MAX_CONNECTIONS = 5;
const MAX_ATTEMPTS = 5;
const RETRY_DELAY_MS = 25;

interface RunOptions<Answer> {
  readonly context: SqlContext;
  /** Names the database in messages, without its password. */
  readonly database: string;
  readonly address: DatabaseAddress;
  readonly take: () => Promise<TransactionConnection>;
  /** Whether it only met another transaction, was rolled back, and may simply run again. */
  readonly isConflict: (error: unknown) => boolean;
  readonly databaseError: (error: unknown) => unknown;
  readonly work: (session: SqlSession) => Promise<Answer>;
}

/** A pool belongs to one network, as its connections were allowed by that. */
export interface PoolOptions {
  readonly url: string;
  readonly target: DatabaseTarget;
  readonly network: OutboundNetwork;
}

export const writePoolKey = ({ url, network }: PoolOptions): string => `${findNetworkId(network)} ${url}`;

interface DriverOptions<Pool> {
  readonly parseTarget: (url: string, author: 'model') => DatabaseTarget;
  readonly pools: Resource<PoolOptions, Pool>;
  readonly take: (pool: Pool) => Promise<TransactionConnection>;
  readonly isConflict: RunOptions<unknown>['isConflict'];
  readonly databaseError: (error: unknown, database: string) => unknown;
}

/** How transactions are run with the pools of a driver. */
export const createTransactionRunner =
  <Pool>(driver: DriverOptions<Pool>): SqlDialect['runInTransaction'] =>
  async ({ url, context, work }) => {
    const target = readTarget(url, driver.parseTarget);
    const { network, resources } = context;
    const database = nameDatabase(target);
    return withinLimits(target, context, () =>
      driver.pools.use(resources, { url, target, network }, (pool) =>
        runTransaction({
          context,
          database,
          address: describeAddress(target),
          take: () => driver.take(pool),
          isConflict: driver.isConflict,
          databaseError: (error) => driver.databaseError(error, database),
          work,
        }),
      ),
    );
  };

function readTarget(url: string, parseTarget: DriverOptions<unknown>['parseTarget']): DatabaseTarget {
  try {
    return parseTarget(url, 'model');
  } catch (error) {
    throw connectionInvalidError(error);
  }
}

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
    if (limit.signal.aborted) throw tooLongError(options.database, error);
    throw options.databaseError(error);
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
    await connection.begin(computeStatementTimeoutMs(context));
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
const computeStatementTimeoutMs = ({ expiresAt = Infinity }: SqlContext): number =>
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

const tooLongError = (database: string, cause: unknown): RecordError =>
  new RecordError({
    failure: { kind: 'databaseUnavailable', database },
    message: `Database ${database} did not finish the transaction within ${TRANSACTION_TIMEOUT_MS / 1000} s; it was rolled back`,
    cause,
  });
