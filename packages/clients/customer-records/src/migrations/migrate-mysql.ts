import { z } from 'zod';
import { RecordError } from '../record-failure.ts';
import { withMysqlConnection } from '../backends/mysql/mysql-client.ts';
import { hasErrorNumber } from '../backends/mysql/mysql-errors.ts';
import type { MigrationState } from './migration.ts';
import { MYSQL_HISTORY, mysqlMigrations } from './mysql-migrations.ts';
import { readStates, runMigrations } from './run-migrations.ts';

const LOCK_SECONDS = 30;
const lockRow = z.object({ taken: z.number().nullable() });

/** Two migrations at once wait for each other. */
export function migrateMysql(url: string): Promise<readonly string[]> {
  return withMysqlConnection(url, async (session) => {
    const [row] = await session.query(`select get_lock('jobwright_migrations', ${LOCK_SECONDS}) as taken`);
    if (lockRow.parse(row).taken !== 1) {
      throw new RecordError({
        failure: { kind: 'migrationRunning' },
        message: `Another migration has been running for ${LOCK_SECONDS} s; try again`,
      });
    }
    await session.query(MYSQL_HISTORY);
    // The lock ends with the connection.
    return runMigrations({
      session,
      migrations: mysqlMigrations,
      record: 'insert into jobwright_migrations (version, name) values (?, ?)',
    });
  });
}

export function readMysqlStates(url: string): Promise<readonly MigrationState[]> {
  return withMysqlConnection(url, async (session) => {
    try {
      return await readStates(session, mysqlMigrations);
    } catch (error) {
      if (!hasErrorNumber(error, 1146)) throw error;
      return mysqlMigrations.map(({ name }) => ({ name, applied: false }));
    }
  });
}
