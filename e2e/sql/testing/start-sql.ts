import { startMariadb, startPostgres } from '@jobwright/servers/sql-server';
import type { TestProject } from 'vitest/node';

export interface SqlPlace {
  readonly url: string;
  readonly tlsUrl: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly postgres: SqlPlace;
    readonly mariadb: SqlPlace;
    /** How many updates of how many rows survive the killing of their workers. */
    readonly chaos: { readonly updates: number; readonly rows: number };
    /** How many random rows are read and written back. */
    readonly roundTrips: number;
  }
}

/**
 * Starts the SQL servers for a run of tests; they find them with `inject('postgres')` and
 * `inject('mariadb')`.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  project.provide('postgres', { url: postgres.url, tlsUrl: postgres.tlsUrl });
  project.provide('mariadb', { url: mariadb.url, tlsUrl: mariadb.tlsUrl });
  return async () => {
    await Promise.all([postgres.stop(), mariadb.stop()]);
  };
}
