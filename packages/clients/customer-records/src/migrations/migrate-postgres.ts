import { hasSqlState } from '../backends/postgres/postgres-errors.ts';
import { withPostgresClient } from '../backends/postgres/postgres-client.ts';
import type { MigrationState } from './migration.ts';
import { POSTGRES_HISTORY, postgresMigrations } from './postgres-migrations.ts';
import { readStates, runMigrations } from './run-migrations.ts';

/** One transaction; two migrations at once wait for each other. */
export function migratePostgres(url: string): Promise<readonly string[]> {
  return withPostgresClient(url, async (session) => {
    await session.query('begin');
    await session.query('select pg_advisory_xact_lock(7307496721843105)');
    await session.query(POSTGRES_HISTORY);
    const applied = await runMigrations({
      session,
      migrations: postgresMigrations,
      record: 'insert into jobwright_migrations (version, name) values ($1, $2)',
    });
    await session.query('commit');
    return applied;
  });
}

export function readPostgresStates(url: string): Promise<readonly MigrationState[]> {
  return withPostgresClient(url, async (session) => {
    try {
      return await readStates(session, postgresMigrations);
    } catch (error) {
      if (!hasSqlState(error, '42P01')) throw error;
      return postgresMigrations.map(({ name }) => ({ name, applied: false }));
    }
  });
}
