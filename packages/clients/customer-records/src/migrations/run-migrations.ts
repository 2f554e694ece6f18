import { z } from 'zod';
import type { SqlSession } from '../backends/sql/sql-dialect.ts';
import type { Migration, MigrationState } from './migration.ts';

const appliedRow = z.object({ version: z.number() });

interface MigrationRun {
  readonly session: SqlSession;
  readonly migrations: readonly Migration[];
  /** Writes down that a migration has been applied; its parameters are version and name. */
  readonly record: string;
}

/** Applies what is missing, in order. Gives the names of what was applied. */
export async function runMigrations({
  session,
  migrations,
  record,
}: MigrationRun): Promise<readonly string[]> {
  const applied = await listApplied(session);
  const pending = migrations.filter(({ version }) => !applied.has(version));
  for (const { version, name, statements } of pending) {
    for (const statement of statements) await session.query(statement);
    await session.query(record, [version, name]);
  }
  return pending.map(({ name }) => name);
}

export async function readStates(
  session: SqlSession,
  migrations: readonly Migration[],
): Promise<readonly MigrationState[]> {
  const applied = await listApplied(session);
  return migrations.map(({ version, name }) => ({ name, applied: applied.has(version) }));
}

async function listApplied(session: SqlSession): Promise<ReadonlySet<number>> {
  const rows = await session.query('select version from jobwright_migrations');
  return new Set(
    z
      .array(appliedRow)
      .parse(rows)
      .map(({ version }) => version),
  );
}

/** What a database administrator may run instead. */
export function printMigrations(history: string, migrations: readonly Migration[]): string {
  const statements = migrations.flatMap(({ version, name, statements }) => [
    ...statements,
    `insert into jobwright_migrations (version, name) select ${version}, '${name}' from (select 1 as one) missing
  where not exists (select 1 from jobwright_migrations where version = ${version})`,
  ]);
  return [history, ...statements].map((statement) => `${statement};\n`).join('');
}
