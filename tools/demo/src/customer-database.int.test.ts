import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type CustomerDatabase, openCustomerDatabase } from './customer-database.ts';
import { readCustomers } from './customers.ts';

let database: CustomerDatabase;
afterEach(() => database.close());

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

describe('the customer database', () => {
  it('has all customers, new, and the inbox', async () => {
    database = await openCustomerDatabase(await readCustomers());
    const customers = await database.readCustomers();
    expect(customers).toHaveLength(42);
    expect(customers[0]).toEqual({
      customer_id: 'ALFKI',
      company_name: 'Alfreds Futterkiste',
      email: null,
      segment: null,
      credit_limit: null,
      status: 'new',
      version: 1,
    });
    expect(await query(database.url, 'select * from jobwright_inbox')).toEqual([]);
  });
});
