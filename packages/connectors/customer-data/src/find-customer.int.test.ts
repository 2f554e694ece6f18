import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('find', () => {
  it('gives the customer that has the value', async () => {
    const found = await world.run('find', { field: 'email', value: 'ana@anatr.example', fields: ['name'] });
    expect(found).toEqual({ found: true, key: 'ANATR', version: 1, record: { name: 'Ana' } });
  });

  it('takes the field by the name of the process', async () => {
    const input = { field: 'mail', value: 'ana@anatr.example', mapping: { mail: 'email' } };
    expect(await world.run('find', input)).toMatchObject({ record: { mail: 'ana@anatr.example' } });
  });

  it('says that there is none', async () => {
    const found = await world.run('find', { field: 'email', value: "' or 1=1 --" });
    expect(found).toEqual({ found: false, key: null, version: null, record: null });
  });

  it('KEY_NOT_UNIQUE when several have it, without the value', async () => {
    const error = await world.run('find', { field: 'status', value: 'new' });
    expect(error).toMatchObject({ code: 'KEY_NOT_UNIQUE', message: expect.not.stringContaining('new') });
  });
});
