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
});
