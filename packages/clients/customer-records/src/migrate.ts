import type { MigrationState } from './migrations/migration.ts';
import { MYSQL_HISTORY, mysqlMigrations } from './migrations/mysql-migrations.ts';
import { POSTGRES_HISTORY, postgresMigrations } from './migrations/postgres-migrations.ts';
import { printMigrations } from './migrations/run-migrations.ts';

/** The connector's own tables as SQL, for those who may not let a program make them. May run any number of times. */
export const customerDataMigrationSql = {
  postgres: printMigrations(POSTGRES_HISTORY, postgresMigrations),
  mysql: printMigrations(MYSQL_HISTORY, mysqlMigrations),
} as const;

export interface MigrateOptions {
  /** A postgres://, mysql:// or mariadb:// URL whose user may create tables. */
  readonly connectionUrl: string;
}

/**
 * Makes the tables the connector needs besides the customers' own, and brings older ones up to date. May run any number of
 * times. Resolves to the names of the migrations that were missing.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function migrateCustomerData({ connectionUrl }: MigrateOptions): Promise<readonly string[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).migrateMysql(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).migratePostgres(connectionUrl);
}

/** Which migrations a database has; changes nothing. */
export async function listCustomerDataMigrations({
  connectionUrl,
}: MigrateOptions): Promise<readonly MigrationState[]> {
  if (isMysql(connectionUrl)) {
    return (await import('./migrations/migrate-mysql.ts')).readMysqlStates(connectionUrl);
  }
  return (await import('./migrations/migrate-postgres.ts')).readPostgresStates(connectionUrl);
}

const isMysql = (url: string): boolean => /^(mysql|mariadb):/.test(url);
