import { join } from 'node:path';
import type { JdbcDatabase } from './engine-options.ts';

/** The database that the address of a PostgreSQL server names, as `startPostgres` gives it. */
export function postgresDatabase(address: string): JdbcDatabase {
  const { host, pathname, username, password } = new URL(address);
  return {
    url: `jdbc:postgresql://${host}${pathname}`,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** A database of one node in a folder, which outlives the engine. */
export function fileDatabase(folder: string): JdbcDatabase {
  return { url: `jdbc:h2:file:${join(folder, 'engine')};WRITE_DELAY=0`, user: 'sa' };
}
