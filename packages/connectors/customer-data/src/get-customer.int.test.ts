import { isJsonObject } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('get', () => {
  it('gives all fields, and the version', async () => {
    expect(await world.run('get', { key: 'ALFKI' })).toEqual({
      key: 'ALFKI',
      version: 1,
      record: {
        id: 'ALFKI',
        name: 'Maria',
        email: 'maria@alfki.example',
        status: 'new',
        credit: null,
        profile: { segment: 'basic', since: 1996 },
        phone: null,
        country: null,
      },
    });
  });

  it('gives the fields that are asked for, by the names of the process', async () => {
    const mapping = { 'contact.mail': 'email', title: 'name' };
    expect(await world.run('get', { key: 'ALFKI', mapping })).toMatchObject({
      record: { contact: { mail: 'maria@alfki.example' }, title: 'Maria' },
    });
    expect(await world.run('get', { key: 'ALFKI', mapping, fields: ['title'] })).toMatchObject({
      record: { title: 'Maria' },
    });
  });

  it('CUSTOMER_NOT_FOUND', async () => {
    expect(await world.run('get', { key: 'NOBODY' })).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it('COLUMN_UNKNOWN lists all columns that are missing', async () => {
    const fields = ['name', 'colour', 'email"; drop table customers; --'];
    expect(await world.run('get', { key: 'ALFKI', fields, versionColumn: 'revision' })).toMatchObject({
      code: 'COLUMN_UNKNOWN',
      variables: { table: 'customers', missing: ['revision', 'colour', 'email"; drop table customers; --'] },
    });
  });

  it('gives numbers with all digits, which go back as they were, and times of FEEL with them', async () => {
    const { database } = world;
    await database.query(
      'create table amounts (id int primary key, version int, num numeric(30, 10), doc jsonb, at timestamptz, short varchar(3))',
    );
    const digits = '12345678901234567890.1234567890';
    await database.query(
      `insert into amounts (id, version, num, doc) values (1, 1, ${digits}, '{"n": ${digits}, "m": 1.50}')`,
    );
    const { record } = await world.run('get', { table: 'amounts', key: 1, fields: ['num', 'doc'] });
    expect(record).toEqual({ num: digits, doc: { n: digits, m: 1.5 } });
    if (!isJsonObject(record)) throw new Error('Expected a record');
    const changes = { ...record, at: '2026-01-31T10:00+01:00[Europe/Berlin]' };
    const input = { table: 'amounts', key: 1, changes };
    const answer = await world.run('update', input, { jobKey: 'digits' });
    expect(answer).toMatchObject({ updated: record });
    expect(await world.run('update', input, { jobKey: 'digits' })).toEqual({ ...answer, replayed: true });
    expect(
      await database.query(`select num::text, doc::text, at = '2026-01-31T09:00:00Z' as same from amounts`),
    ).toEqual([{ num: digits, doc: `{"m": 1.50, "n": ${digits}}`, same: true }]);
    const long = { num: 1, short: 'much too long', at: '2026-01-31' };
    expect(await world.run('update', { table: 'amounts', key: 1, changes: long })).toMatchObject({
      code: 'VALUE_REJECTED',
      variables: { columns: ['short'] },
    });
    expect(await world.run('get', { table: 'amounts', key: 'one' })).toMatchObject({
      code: 'VALUE_REJECTED',
      variables: { columns: ['id'] },
    });
    expect(await world.run('get', { table: 'amounts', key: 1 })).toMatchObject({ version: 2 });
  });
});
