import type { MigrationState } from './migrations/migration.ts';
import { MYSQL_HISTORY, mysqlMigrations } from './migrations/mysql-migrations.ts';
import { POSTGRES_HISTORY, postgresMigrations } from './migrations/postgres-migrations.ts';
import { printMigrations } from './migrations/run-migrations.ts';

/**
 * SQL that creates the client's own tables, for databases where programs may not create tables. May run any
 * number of times.
 */
export const customerRecordsSql = {
  postgres: printMigrations(POSTGRES_HISTORY, postgresMigrations),
  mysql: printMigrations(MYSQL_HISTORY, mysqlMigrations),
} as const;

/** Which database to migrate. */
export interface MigrateOptions {
  /** A postgres://, mysql:// or mariadb:// URL whose user may create tables. */
  readonly connectionUrl: string;
}

/**
 * Creates the client's own tables, and updates older ones. May run any number of times. Resolves to the names
 * of the migrations that were applied.
 * @throws RecordError `connectionInvalid`, `databaseUnavailable`, `encryptionFailed`, `migrationRunning`,
 * `statementRefused`
 */
export async function migrateCustomerRecords({ connectionUrl }: MigrateOptions): Promise<readonly string[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).migrateMysql(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).migratePostgres(connectionUrl);
}

/**
 * Lists all migrations, and whether the database has them. Changes nothing. @throws RecordError as
 * `migrateCustomerRecords`
 */
export async function listCustomerRecordsMigrations({
  connectionUrl,
}: MigrateOptions): Promise<readonly MigrationState[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).readMysqlStates(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).readPostgresStates(connectionUrl);
}

const isMysql = (url: string): boolean => /^(mysql|mariadb):/.test(url);
