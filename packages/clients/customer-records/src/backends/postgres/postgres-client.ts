import { defineResource } from '@jobwright/concurrency';
import { Client, Pool, type PoolClient } from 'pg';
import { closePool, createPoolSockets, type PoolSockets } from '../sql/close-pool.ts';
import { readOperatorUrl, findModelConnection } from '../sql/database-access.ts';
import { nameDatabase } from '../sql/database-target.ts';
import {
  createTransactionRunner,
  IDLE_TIMEOUT_MS,
  LOCK_TIMEOUT_MS,
  MAX_CONNECTIONS,
  type PoolOptions,
  writePoolKey,
} from '../sql/transaction-runner.ts';
import { TRANSACTION_TIMEOUT_MS } from '../sql/run-transaction.ts';
import type { SqlSession } from '../sql/sql-dialect.ts';
import type { TransactionConnection } from '../sql/transaction-connection.ts';
import { isConflict, driverError, databaseError } from './postgres-errors.ts';
import { createPostgresOptions } from './postgres-options.ts';
import { parsePostgresTarget } from './postgres-target.ts';
import { createStatementNames, type StatementNames } from './statement-names.ts';

interface OpenPool {
  readonly pool: Pool;
  readonly sockets: PoolSockets;
}

const pools = defineResource<PoolOptions, OpenPool>({
  toKey: writePoolKey,
  open: openPool,
  close: ({ pool, sockets }) => closePool(() => pool.end(), sockets),
});

/** @throws RecordError */
export const runInTransaction = createTransactionRunner({
  parseTarget: parsePostgresTarget,
  pools,
  takeConnection,
  isConflict,
  databaseError,
});

/** Runs the work of an operator, e.g. a migration, on a connection of its own. */
export async function withPostgresClient<Answer>(
  url: string,
  work: (session: SqlSession) => Promise<Answer>,
): Promise<Answer> {
  const connection = readOperatorUrl(url, parsePostgresTarget);
  const client = new Client({ ...createPostgresOptions(connection), query_timeout: TRANSACTION_TIMEOUT_MS });
  client.on('error', ignore);
  try {
    await client.connect();
    return await work(createSession(client, undefined));
  } catch (error) {
    throw databaseError(driverError(error), nameDatabase(connection.target));
  } finally {
    await client.end().catch(ignore);
  }
}

async function takeConnection({ pool }: OpenPool): Promise<TransactionConnection> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw driverError(error);
  }
  const session = createSession(client, findStatementNames(client));
  return {
    system: 'postgresql',
    query: session.query,
    begin: async (timeoutMs) => void (await session.query(writeBegin(timeoutMs))),
    commit: async () => void (await session.query('commit')),
    rollback: async () => void (await session.query('rollback')),
    release: ({ destroy }) => client.release(destroy),
  };
}

const writeBegin = (timeoutMs: number): string =>
  [
    // Read committed: after waiting on an inbox key, its row must be visible.
    'begin isolation level read committed',
    `set local statement_timeout = ${timeoutMs}`,
    `set local lock_timeout = ${Math.min(LOCK_TIMEOUT_MS, timeoutMs)}`,
    `set local idle_in_transaction_session_timeout = ${timeoutMs}`,
  ].join('; ');

const statementNames = new WeakMap<PoolClient, StatementNames>();

function findStatementNames(client: PoolClient): StatementNames {
  const known = statementNames.get(client) ?? createStatementNames();
  statementNames.set(client, known);
  return known;
}

const createSession = (client: Pick<PoolClient, 'query'>, names: StatementNames | undefined): SqlSession => ({
  async query(text, values) {
    try {
      const name = values === undefined ? undefined : names?.nameOf(text);
      const statement = {
        text,
        ...(name === undefined ? {} : { name }),
        ...(values === undefined ? {} : { values: values.slice() }),
      };
      const { rows } = await client.query<Record<string, unknown>>(statement);
      return rows;
    } catch (error) {
      throw driverError(error);
    }
  },
});

function openPool({ target, network }: PoolOptions): OpenPool {
  const sockets = createPoolSockets();
  const pool = new Pool({
    ...createPostgresOptions(findModelConnection(target, network), sockets.add),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A connection that breaks is dropped by the pool, and the query on it rejects; without listeners it would
  // end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return { pool, sockets };
}

function ignore(): void {}
