import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { startEmbeddedDatabase } from '@jobwright/connector-customer-data/embedded';
import { Client } from 'pg';
import { z } from 'zod';
import type { Customer } from './customers.ts';

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

export interface CustomerDatabase {
  /** What the connector is to be given. */
  readonly url: string;
  readCustomers(): Promise<readonly StoredCustomer[]>;
  close(): Promise<void>;
}

/**
 * Starts an embedded database with all customers, version 1 and status `new`, and the connector's own tables.
 */
export async function openCustomerDatabase(customers: readonly Customer[]): Promise<CustomerDatabase> {
  const embedded = await startEmbeddedDatabase();
  const { url } = embedded;
  try {
    await withClient(url, (client) => createTable(client, customers));
    await migrateCustomerData({ connectionUrl: url });
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return {
    url,
    readCustomers: () =>
      withClient(url, async (client) => {
        const { rows } = await client.query<Record<string, unknown>>(
          'select * from customers order by customer_id',
        );
        return z.array(storedCustomer).parse(rows);
      }),
    close: () => embedded.close(),
  };
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
