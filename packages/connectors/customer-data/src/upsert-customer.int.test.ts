import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('upsert', () => {
  it('creates what is not there', async () => {
    expect(await world.run('upsert', { key: 'AROUT', values: { name: 'Thomas' } })).toEqual({
      key: 'AROUT',
      version: 1,
      created: true,
      previous: {},
      updated: { name: 'Thomas' },
      replayed: false,
    });
  });

  it('updates what is there', async () => {
    expect(await world.run('upsert', { key: 'ALFKI', values: { name: 'M.' } })).toEqual({
      key: 'ALFKI',
      version: 2,
      created: false,
      previous: { name: 'Maria' },
      updated: { name: 'M.' },
      replayed: false,
    });
  });

  it('of many jobs at once makes one row and counts each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => world.run('upsert', { key: 'NEW', values: { credit: n } })),
    );
    expect(answers.filter(({ created }) => created === true)).toHaveLength(1);
    expect(await world.database.query(`select version from customers where id = 'NEW'`)).toEqual([
      { version: 12 },
    ]);
    const [{ n } = { n: 0 }] = await world.database.query('select count(*)::int as n from jobwright_audit');
    expect(n).toBe(12);
  });
});
