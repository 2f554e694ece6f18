import { defineResource } from '@jobwright/concurrency';
import { createConnection, createPool, type Pool, type PoolConnection } from 'mysql2/promise';
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
import type { SqlSession } from '../sql/sql-dialect.ts';
import type { TransactionConnection } from '../sql/transaction-connection.ts';
import { isConflict, driverError, databaseError } from './mysql-errors.ts';
import { createMysqlOptions } from './mysql-options.ts';
import { parseMysqlTarget } from './mysql-target.ts';

interface OpenPool {
  readonly pool: Pool;
  readonly sockets: PoolSockets;
}

const pools = defineResource<PoolOptions, OpenPool>({
  toKey: writePoolKey,
  open: ({ target, network }) => {
    const sockets = createPoolSockets();
    const pool = createPool({
      ...createMysqlOptions(findModelConnection(target, network), sockets.add),
      connectionLimit: MAX_CONNECTIONS,
      maxIdle: MAX_CONNECTIONS,
      idleTimeout: IDLE_TIMEOUT_MS,
    });
    return { pool, sockets };
  },
  close: ({ pool, sockets }) => closePool(() => pool.end(), sockets),
});

/** @throws RecordError */
export const runInTransaction = createTransactionRunner({
  parseTarget: parseMysqlTarget,
  pools,
  takeConnection,
  isConflict,
  databaseError,
});

/** Runs the work of an operator, e.g. a migration, on a connection of its own. */
export async function withMysqlConnection<Answer>(
  url: string,
  work: (session: SqlSession) => Promise<Answer>,
): Promise<Answer> {
  const options = readOperatorUrl(url, parseMysqlTarget);
  try {
    const connection = await createConnection(createMysqlOptions(options));
    connection.on('error', () => undefined);
    try {
      return await work(createSession(connection));
    } finally {
      connection.destroy();
    }
  } catch (error) {
    throw databaseError(driverError(error), nameDatabase(options.target));
  }
}

/** The settings of a session: read committed, so that after waiting on an inbox key its row is visible. */
const SESSION = `set session transaction isolation level read committed`;
const STRICT = `set session time_zone = '+00:00', sql_mode = concat(@@session.sql_mode, ',STRICT_ALL_TABLES')`;

/** How a server names the limit for a statement; MySQL's holds for reads only. */
interface ServerKind {
  readonly system: TransactionConnection['system'];
  readonly writeTimeout: (timeoutMs: number) => string;
}
const MARIADB: ServerKind = {
  system: 'mariadb',
  writeTimeout: (timeoutMs) => `max_statement_time = ${(timeoutMs / 1000).toFixed(3)}`,
};
const MYSQL: ServerKind = {
  system: 'mysql',
  writeTimeout: (timeoutMs) => `max_execution_time = ${timeoutMs}`,
};

const prepared = new WeakMap<object, ServerKind>();

async function takeConnection({ pool }: OpenPool): Promise<TransactionConnection> {
  let connection: PoolConnection;
  try {
    connection = await pool.getConnection();
  } catch (error) {
    throw driverError(error);
  }
  const session = createSession(connection);
  const send = async (text: string): Promise<void> => {
    try {
      await connection.query(text);
    } catch (error) {
      throw driverError(error);
    }
  };
  return {
    get system() {
      return (prepared.get(connection.connection) ?? MYSQL).system;
    },
    query: session.query,
    begin: async (timeoutMs) => {
      const kind = await prepare(connection, session, send);
      const lockSeconds = Math.max(1, Math.ceil(Math.min(LOCK_TIMEOUT_MS, timeoutMs) / 1000));
      await send(`set session ${kind.writeTimeout(timeoutMs)}, innodb_lock_wait_timeout = ${lockSeconds}`);
      await send('start transaction');
    },
    commit: () => send('commit'),
    rollback: () => send('rollback'),
    release: ({ destroy }) => {
      if (destroy) connection.destroy();
      else connection.release();
    },
  };
}

async function prepare(
  { connection }: PoolConnection,
  session: SqlSession,
  send: (text: string) => Promise<void>,
): Promise<ServerKind> {
  const known = prepared.get(connection);
  if (known !== undefined) return known;
  await send(SESSION);
  await send(STRICT);
  const [row] = await session.query('select version() as version');
  const kind = JSON.stringify(row).includes('MariaDB') ? MARIADB : MYSQL;
  prepared.set(connection, kind);
  return kind;
}

type Statement = Pick<PoolConnection, 'execute'>;

/**
 * Values go as parameters of a prepared statement, never in its text. What changes rows answers with one row
 * that counts them.
 */
const createSession = (connection: Statement): SqlSession => ({
  async query(text, values = []) {
    try {
      const [rows] = await connection.execute(text, values.map(toParameter));
      return Array.isArray(rows) ? rows : [rows];
    } catch (error) {
      throw driverError(error);
    }
  },
});

function toParameter(value: unknown): string | number | null | Buffer {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return value.toString();
  throw new TypeError(`A ${typeof value} cannot be a parameter`);
}
