import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const replacements = { name: 'erased', email: null };

describe('anonymise', () => {
  it('replaces what is personal and keeps the key', async () => {
    expect(await world.run('anonymise', { key: 'ALFKI', replacements })).toEqual({
      key: 'ALFKI',
      version: 2,
      fields: ['name', 'email'],
      replayed: false,
    });
    expect(await world.database.query(`select * from customers where id = 'ALFKI'`)).toMatchObject([
      { id: 'ALFKI', name: 'erased', email: null, profile: { segment: 'basic' } },
    ]);
  });

  it('masks it in inbox, audit and outbox, and leaves other customers and fields alone', async () => {
    const change = { status: 'active', name: 'Maria Anders', email: 'maria.anders@alfki.example' };
    await world.run('update', { key: 'ALFKI', changes: change, outboxTopic: 'customers' }, { jobKey: '1' });
    await world.run('update', { key: 'ANATR', changes: { name: 'Ana T.' } });
    await world.run('anonymise', { key: 'ALFKI', replacements });
    const kept = await world.database.query(`select
      (select jsonb_agg(answer) from jobwright_inbox) as inbox,
      (select jsonb_agg(jsonb_build_array(before, after) order by id) from jobwright_audit) as audit,
      (select jsonb_agg(payload) from jobwright_outbox) as outbox`);
    const text = JSON.stringify(kept);
    expect(text).not.toMatch(/Maria|maria/);
    expect(text).toContain('Ana T.');
    expect(kept[0]).toMatchObject({
      audit: [
        [
          { status: 'new', name: '***', email: '***' },
          { status: 'active', name: '***', email: '***' },
        ],
        [{ name: 'Ana' }, { name: 'Ana T.' }],
        [
          { name: '***', email: '***' },
          { name: '***', email: null },
        ],
      ],
      outbox: [{ operation: 'update', fields: { status: 'active', name: '***', email: '***' } }],
    });
    const again = await world.run(
      'update',
      { key: 'ALFKI', changes: change, outboxTopic: 'customers' },
      { jobKey: '1' },
    );
    expect(again).toMatchObject({ replayed: true, updated: { status: 'active', name: '***' } });
  });

  it('takes the names of the process', async () => {
    const input = { key: 'ALFKI', replacements: { mail: null }, mapping: { mail: 'email' } };
    expect(await world.run('anonymise', input)).toMatchObject({ fields: ['mail'] });
    expect(await world.database.query(`select email from customers where id = 'ALFKI'`)).toEqual([
      { email: null },
    ]);
  });
});
