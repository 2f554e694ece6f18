import type { MigrationState } from './migrations/migration.ts';
import { MYSQL_HISTORY, mysqlMigrations } from './migrations/mysql-migrations.ts';
import { POSTGRES_HISTORY, postgresMigrations } from './migrations/postgres-migrations.ts';
import { printMigrations } from './migrations/run-migrations.ts';

/** The client's own tables as SQL, for those who may not let a program make them. May run any number of times. */
export const customerRecordsSql = {
  postgres: printMigrations(POSTGRES_HISTORY, postgresMigrations),
  mysql: printMigrations(MYSQL_HISTORY, mysqlMigrations),
} as const;

export interface MigrateOptions {
  /** A postgres://, mysql:// or mariadb:// URL whose user may create tables. */
  readonly connectionUrl: string;
}

/**
 * Makes the tables the client needs besides the customers' own, and brings older ones up to date. May run any number of
 * times. Resolves to the names of the migrations that were missing.
 * @throws RecordError `connectionInvalid`, `databaseUnavailable`, `encryptionFailed`, `migrationRunning`, `statementRefused`
 */
export async function migrateCustomerRecords({ connectionUrl }: MigrateOptions): Promise<readonly string[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).migrateMysql(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).migratePostgres(connectionUrl);
}

/** Which migrations a database has; changes nothing. @throws RecordError as `migrateCustomerRecords` */
export async function listCustomerRecordsMigrations({
  connectionUrl,
}: MigrateOptions): Promise<readonly MigrationState[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).readMysqlStates(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).readPostgresStates(connectionUrl);
}

const isMysql = (url: string): boolean => /^(mysql|mariadb):/.test(url);
