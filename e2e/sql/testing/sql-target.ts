import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { inject } from 'vitest';

export type SqlKind = 'postgres' | 'mariadb';

/** A client of the test's own, beside the connector. */
export interface SqlClient {
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** One of the servers, and how its SQL differs. */
export interface SqlTarget {
  readonly kind: SqlKind;
  /** The input `backend`. */
  readonly backend: 'postgres' | 'mysql';
  readonly url: string;
  readonly tlsUrl: string;
  readonly jsonType: string;
  connect(url?: string): Promise<SqlClient>;
}

export const sqlKinds: readonly SqlKind[] = ['postgres', 'mariadb'];

export const toSqlTarget = (kind: SqlKind): SqlTarget => sqlTarget(kind, inject(kind));

/** A server of the test's own. */
export function sqlTarget(
  kind: SqlKind,
  { url, tlsUrl = url }: { readonly url: string; readonly tlsUrl?: string },
): SqlTarget {
  return kind === 'postgres'
    ? {
        kind,
        backend: 'postgres',
        url,
        tlsUrl,
        jsonType: 'jsonb',
        connect: (to = url) => connectPostgres(to),
      }
    : { kind, backend: 'mysql', url, tlsUrl, jsonType: 'json', connect: (to = url) => connectMariadb(to) };
}

async function connectPostgres(url: string): Promise<SqlClient> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    query: async (text, values) =>
      (await client.query<Record<string, unknown>>(text, values === undefined ? undefined : [...values]))
        .rows,
    close: () => client.end(),
  };
}

async function connectMariadb(url: string): Promise<SqlClient> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const connection = await createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  connection.on('error', () => undefined);
  return {
    query: async (text, values) => {
      const [rows] = await connection.query(
        text,
        values === undefined ? undefined : ([...values] as string[]),
      );
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    close: () => connection.end(),
  };
}
