import type { SqlDialect, SqlSession } from './backends/sql/sql-dialect.ts';
import type { MigrateOptions } from './migrate-customer-records.ts';

/** Which table to check, and for which columns. */
export interface CheckTableOptions extends MigrateOptions {
  /** With its schema if needed, e.g. `crm.customers`. */
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * Lists the columns that a table lacks, so that a setup can be checked before the first job. Resolves to
 * `undefined` if there is no such table. Changes nothing.
 * @throws RecordError as `migrateCustomerRecords`
 */
export async function findMissingColumns(options: CheckTableOptions): Promise<readonly string[] | undefined> {
  const { connectionUrl } = options;
  if (/^(mysql|mariadb):/.test(connectionUrl)) {
    const { withMysqlConnection } = await import('./backends/mysql/mysql-client.ts');
    const { mysqlDialect } = await import('./backends/mysql/mysql-dialect.ts');
    return withMysqlConnection(connectionUrl, (session) => compare(mysqlDialect, session, options));
  }
  const { withPostgresClient } = await import('./backends/postgres/postgres-client.ts');
  const { postgresDialect } = await import('./backends/postgres/postgres-dialect.ts');
  return withPostgresClient(connectionUrl, (session) => compare(postgresDialect, session, options));
}

async function compare(
  dialect: SqlDialect,
  session: SqlSession,
  { table, columns }: CheckTableOptions,
): Promise<readonly string[] | undefined> {
  const found = await dialect.listColumns(session, table);
  return found === undefined ? undefined : columns.filter((name) => !found.has(name));
}
