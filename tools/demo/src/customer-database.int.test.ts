import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type CustomerDatabase, openCustomerDatabase } from './customer-database.ts';
import { readCustomers } from './customers.ts';

const given = process.env['CUSTOMER_DATABASE_URL'];
let database: CustomerDatabase;
afterEach(() => database.close());

const open = async () => {
  database = await openCustomerDatabase({
    customers: await readCustomers(),
    ...(given !== undefined && { url: given }),
  });
};

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

describe('the customer database', () => {
  it('has all customers, new, and the inbox', async () => {
    await open();
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

  it.runIf(given !== undefined)(
    'starts anew on a given database and leaves the rest of it alone',
    async () => {
      await query(given ?? '', 'create table if not exists customers (customer_id text)');
      await open();
      await query(database.url, `update customers set status = 'active'`);
      await query(database.url, `insert into jobwright_inbox (key, fingerprint) values ('k', 'f')`);
      await open();
      expect(new Set((await database.readCustomers()).map(({ status }) => status))).toEqual(new Set(['new']));
      expect(await query(database.url, 'select * from jobwright_inbox')).toEqual([]);
      expect(await query(given ?? '', 'select * from customers')).toEqual([]);
      await query(given ?? '', 'drop table customers');
    },
  );
});
