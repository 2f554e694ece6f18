import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startEmbeddedDatabase } from '@jobwright/customer-records/embedded';

export interface TestDatabase {
  readonly url: string;
  readonly isEmbedded: boolean;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  connect(): Promise<Client>;
  close(): Promise<void>;
}

/** The embedded database; with `CUSTOMER_DATABASE_URL` a schema of its own on that PostgreSQL. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const given = process.env['CUSTOMER_DATABASE_URL'];
  return given === undefined ? openEmbedded() : openGiven(given);
}

async function openEmbedded(): Promise<TestDatabase> {
  const database = await startEmbeddedDatabase();
  return createTestDatabase(database.url, { isEmbedded: true, cleanUp: () => database.close() });
}

async function openGiven(given: string): Promise<TestDatabase> {
  const schema = `jobwright_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(given);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const database = createTestDatabase(url.href, {
    isEmbedded: false,
    cleanUp: async () => void (await database.query(`drop schema ${schema} cascade`)),
  });
  await database.query(`create schema ${schema}`);
  return database;
}

function createTestDatabase(
  url: string,
  { isEmbedded, cleanUp }: { readonly isEmbedded: boolean; readonly cleanUp: () => Promise<void> },
): TestDatabase {
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    url,
    isEmbedded,
    connect,
    async query(text, values) {
      const client = await connect();
      try {
        return (await client.query<Record<string, unknown>>(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    close: cleanUp,
  };
}
