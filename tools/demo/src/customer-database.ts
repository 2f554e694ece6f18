import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { startEmbeddedDatabase } from '@jobwright/connector-customer-data/embedded';
import { Client } from 'pg';
import { z } from 'zod';
import type { Customer } from './customers.ts';

/** The demo drops and makes this schema anew; it touches nothing else of a database it is given. */
const SCHEMA = 'jobwright_demo';
const TIMEOUT_MS = 10_000;

const storedCustomer = z.object({
  customer_id: z.string(),
  company_name: z.string(),
  email: z.string().nullable(),
  segment: z.string().nullable(),
  credit_limit: z.number().nullable(),
  status: z.string(),
  version: z.number(),
});

export type StoredCustomer = z.output<typeof storedCustomer>;

export interface CustomerDatabaseOptions {
  readonly customers: readonly Customer[];
  /** A postgres:// URL whose user may make schemas. Default: an embedded database in memory. */
  readonly url?: string;
}

export interface CustomerDatabase {
  /** What the connector is to be given. */
  readonly url: string;
  readCustomers(): Promise<readonly StoredCustomer[]>;
  close(): Promise<void>;
}

/** Prepares the table `customers` with all customers, version 1 and status `new`, and the connector's own tables. */
export async function openCustomerDatabase({
  customers,
  url,
}: CustomerDatabaseOptions): Promise<CustomerDatabase> {
  const database = url === undefined ? await startEmbeddedDatabase() : await recreateSchema(url);
  const ownUrl = database.url;
  try {
    await withClient(ownUrl, (client) => createTable(client, customers));
    await migrateCustomerData({ connectionUrl: ownUrl });
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    url: ownUrl,
    readCustomers: () =>
      withClient(ownUrl, async (client) => {
        const { rows } = await client.query<Record<string, unknown>>(
          'select * from customers order by customer_id',
        );
        return z.array(storedCustomer).parse(rows);
      }),
    close: () => database.close(),
  };
}

async function recreateSchema(given: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  await withClient(given, (client) =>
    client.query(`begin; drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}; commit`),
  );
  const url = new URL(given);
  const options = [url.searchParams.get('options'), `-c search_path=${SCHEMA}`].filter(Boolean).join(' ');
  url.searchParams.set('options', options);
  // A plus means a plus to drivers of PostgreSQL, not a blank.
  url.search = url.search.replaceAll('+', '%20');
  return { url: url.href, close: () => Promise.resolve() };
}

async function createTable(client: Client, customers: readonly Customer[]): Promise<void> {
  await client.query(`create table customers (
    customer_id text primary key,
    company_name text not null,
    contact_name text not null,
    city text not null,
    country text not null,
    email text,
    segment text,
    credit_limit integer check (credit_limit >= 0),
    status text not null default 'new',
    version integer not null default 1
  )`);
  await client.query(
    `insert into customers (customer_id, company_name, contact_name, city, country)
     select "customerId", "companyName", "contactName", city, country
     from jsonb_to_recordset($1::jsonb)
       as row ("customerId" text, "companyName" text, "contactName" text, city text, country text)`,
    [JSON.stringify(customers)],
  );
}

async function withClient<Answer>(url: string, work: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
