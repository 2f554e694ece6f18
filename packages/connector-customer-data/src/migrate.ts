/**
 * Makes the inbox table, where it is missing. The lock lets two migrations at once wait for each other:
 * `if not exists` alone fails then.
 */
export const customerDataMigrationSql = `begin;
select pg_advisory_xact_lock(7307496721843105);
create table if not exists jobwright_inbox (
  key text primary key,
  fingerprint text not null,
  answer jsonb,
  created_at timestamptz not null default now()
);
create index if not exists jobwright_inbox_created_at on jobwright_inbox (created_at);
commit;
`;

export interface MigrateOptions {
  /** A postgres:// URL whose user may create tables. */
  readonly connectionUrl: string;
}

/**
 * Makes the tables the connector needs besides the customers' own. May run any number of times.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function migrateCustomerData({ connectionUrl }: MigrateOptions): Promise<void> {
  const { runStatements } = await import('./postgres-client.ts');
  await runStatements(connectionUrl, customerDataMigrationSql);
}
