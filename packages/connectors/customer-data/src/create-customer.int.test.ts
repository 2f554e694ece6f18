import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const values = { name: 'Thomas', email: 'thomas@around.example', credit: 12.5, profile: { segment: 'plus' } };

describe('create', () => {
  it('writes the row with version 1, and its audit row', async () => {
    expect(await world.run('create', { key: 'AROUT', values })).toEqual({
      key: 'AROUT',
      version: 1,
      record: values,
      replayed: false,
    });
    const audit = await world.database.query('select * from jobwright_audit');
    expect(audit).toMatchObject([
      {
        operation: 'create',
        record_key: 'AROUT',
        version_before: null,
        version_after: '1',
        before: {},
        after: values,
      },
    ]);
  });

  it('leaves the key to the database', async () => {
    await world.database.query(
      'create table accounts (id int generated always as identity primary key, version int, name text)',
    );
    const input = { table: 'accounts', values: { name: 'Ada' } };
    expect(await world.run('create', input)).toMatchObject({ key: 1, version: 1, record: { name: 'Ada' } });
    expect(await world.run('create', input)).toMatchObject({ key: 2 });
    await world.database.query('drop table accounts');
  });

  it('is done once, however often the job is delivered', async () => {
    const first = await world.run('create', { key: 'AROUT', values }, { jobKey: '5' });
    const second = await world.run('create', { key: 'AROUT', values }, { jobKey: '5' });
    expect(second).toEqual({ ...first, replayed: true });
  });

  it('CUSTOMER_EXISTS, and nothing is left behind', async () => {
    const error = await world.run('create', { key: 'ALFKI', values });
    expect(error).toMatchObject({ code: 'CUSTOMER_EXISTS', variables: { key: 'ALFKI' } });
    expect(await world.database.query('select * from jobwright_inbox')).toEqual([]);
  });

  it('CONSTRAINT_VIOLATED by another unique value, which is not told', async () => {
    const error = await world.run('create', { key: 'X', values: { email: 'maria@alfki.example' } });
    expect(error).toMatchObject({
      code: 'CONSTRAINT_VIOLATED',
      variables: { constraint: 'customers_email_key' },
    });
    expect(JSON.stringify(error)).not.toContain('maria@');
  });

  it('refuses key and version among the values', async () => {
    const error = await world.run('create', { key: 'X', values: { id: 'Y', version: 7 } });
    expect(error).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('values.version'),
    });
  });
});
