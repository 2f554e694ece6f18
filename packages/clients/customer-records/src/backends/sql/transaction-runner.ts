import { type Resource, within } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { findNetworkId } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import { connectionInvalidError, type DatabaseTarget, nameDatabase } from './database-target.ts';
import { runTransaction, TRANSACTION_TIMEOUT_MS } from './run-transaction.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { describeAddress, traceConnection } from './trace-connection.ts';
import type { TransactionConnection } from './transaction-connection.ts';
import { withinLimits } from './within-limits.ts';

export const LOCK_TIMEOUT_MS = 10_000;
export const IDLE_TIMEOUT_MS = 10_000;
export const MAX_CONNECTIONS = 5;

/** A pool belongs to one network, as the rules of that network allowed its connections. */
export interface PoolOptions {
  readonly url: string;
  readonly target: DatabaseTarget;
  readonly network: OutboundNetwork;
}

export const writePoolKey = ({ url, network }: PoolOptions): string => `${findNetworkId(network)} ${url}`;

/** A database driver, as transactions need it. */
interface Driver<Pool> {
  readonly parseTarget: (url: string, author: 'model') => DatabaseTarget;
  readonly pools: Resource<PoolOptions, Pool>;
  readonly takeConnection: (pool: Pool) => Promise<TransactionConnection>;
  /** Whether the transaction was rolled back because of another one, and may be run again. */
  readonly isConflict: (error: unknown) => boolean;
  /** What a failure means to the caller. `database` names it without its password. */
  readonly databaseError: (error: unknown, database: string) => unknown;
}

/** Runs transactions on the pools of a driver, each within 30 seconds and the deadline of the job. */
export const createTransactionRunner =
  <Pool>(driver: Driver<Pool>): SqlDialect['runInTransaction'] =>
  async ({ url, context, work }) => {
    const target = readTarget(url, driver.parseTarget);
    const { network, resources, signal, trace, expiresAt } = context;
    const database = nameDatabase(target);
    const address = describeAddress(target);
    const connect = async (pool: Pool): Promise<TransactionConnection> => {
      const connection = await driver.takeConnection(pool);
      return trace.isOn ? traceConnection(connection, { trace, address }) : connection;
    };
    const { isConflict } = driver;
    const deadline = {
      timeoutMs: TRANSACTION_TIMEOUT_MS,
      signal,
      timeoutError: () => tooLongError(database),
    };
    return withinLimits(target, context, () =>
      driver.pools.use(resources, { url, target, network }, (pool) =>
        within(deadline, (limit) =>
          runTransaction({ connect: () => connect(pool), isConflict, expiresAt, work }, limit).catch(
            (error: unknown) => {
              throw driver.databaseError(error, database);
            },
          ),
        ),
      ),
    );
  };

function readTarget(url: string, parseTarget: Driver<unknown>['parseTarget']): DatabaseTarget {
  try {
    return parseTarget(url, 'model');
  } catch (error) {
    throw connectionInvalidError(error);
  }
}

const tooLongError = (database: string): RecordError =>
  new RecordError({
    failure: { kind: 'databaseUnavailable', database },
    message: `Database ${database} did not finish the transaction within ${TRANSACTION_TIMEOUT_MS / 1000} s; it was rolled back`,
  });
