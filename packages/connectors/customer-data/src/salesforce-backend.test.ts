import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld((instanceUrl) => ({
    backend: 'salesforce',
    instanceUrl,
    authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
    keyField: 'Number__c',
  }));
});
afterAll(() => world.close());

const DATA = '/services/data/v61.0';
const ID = '003D000000QVAiBIAX';
// Shapes of https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest.
const contact = (fields: Record<string, unknown>, stamp = '2026-11-20T10:00:00.000+0000') => ({
  attributes: { type: 'Contact', url: `${DATA}/sobjects/Contact/${ID}` },
  Id: ID,
  Number__c: '7',
  SystemModstamp: stamp,
  ...fields,
});
const NOT_FOUND = {
  status: 404,
  body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
};

describe('Salesforce', () => {
  it('gives a contact by its external id', async () => {
    world.server.answer(() => ({ body: contact({ LastName: 'Lovelace' }) }));
    expect(await world.run('get', { key: '7', fields: ['LastName'] })).toEqual({
      key: '7',
      version: '2026-11-20T10:00:00.000+0000',
      record: { LastName: 'Lovelace' },
    });
    expect(world.server.seen[0]?.path).toBe(
      `${DATA}/sobjects/Contact/Number__c/7?fields=Id,SystemModstamp,Number__c,LastName`,
    );
    world.server.answer(() => NOT_FOUND);
    expect(await world.run('get', { key: '8' })).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it('changes the record that was read, by its id, if it has not changed since', async () => {
    let lastName = 'Lovelace';
    world.server.answer(({ method }) => {
      if (method === 'GET') return { body: contact({ LastName: lastName }) };
      lastName = 'Byron';
      return { status: 204 };
    });
    expect(await world.run('update', { key: '7', changes: { LastName: 'Byron' } })).toMatchObject({
      previous: { LastName: 'Lovelace' },
      updated: { LastName: 'Byron' },
      replayed: false,
    });
    expect(world.server.seen[1]).toMatchObject({
      method: 'PATCH',
      path: `${DATA}/sobjects/Contact/${ID}`,
      headers: { 'if-unmodified-since': 'Fri, 20 Nov 2026 10:00:00 GMT' },
      body: { LastName: 'Byron' },
    });
  });

  it('VERSION_CONFLICT when it has', async () => {
    world.server.answer(({ method }) =>
      method === 'GET' ? { body: contact({ LastName: 'Lovelace' }) } : { status: 412, body: [] },
    );
    const input = {
      key: '7',
      changes: { LastName: 'Byron' },
      expectedVersion: '2026-11-20T10:00:00.000+0000',
    };
    expect(await world.run('update', input)).toMatchObject({
      code: 'VERSION_CONFLICT',
      variables: { currentVersion: '2026-11-20T10:00:00.000+0000' },
    });
  });

  it('upserts by the external id', async () => {
    let exists = false;
    world.server.answer(({ method }) => {
      if (method === 'GET') return exists ? { body: contact({ LastName: 'Lovelace' }) } : NOT_FOUND;
      exists = true;
      return { status: 201, body: { id: ID, success: true, errors: [], created: true } };
    });
    const values = { LastName: 'Lovelace' };
    expect(await world.run('upsert', { key: '7', values })).toMatchObject({ created: true, updated: values });
    expect(world.server.seen[1]).toMatchObject({
      method: 'PATCH',
      path: `${DATA}/sobjects/Contact/Number__c/7`,
      body: values,
    });
    expect(await world.run('upsert', { key: '7', values, keyField: 'Id' })).toMatchObject({ replayed: true });
    exists = false;
    expect(await world.run('upsert', { key: '7', values, keyField: 'Id' })).toMatchObject({
      code: 'BACKEND_REJECTED',
      message: expect.stringContaining('external id'),
    });
  });

  it('is asked in SOQL, where a value can only be a value', async () => {
    world.server.answer(({ path }) =>
      path.includes('/query')
        ? { body: { totalSize: 1, done: true, records: [{ attributes: { type: 'Contact' }, Id: ID }] } }
        : { body: contact({ Email: 'ada@example.com' }) },
    );
    const value = `x' OR Name != '\\`;
    expect(await world.run('find', { field: 'Email', value, fields: ['Email'] })).toMatchObject({
      found: true,
    });
    const query = new URL(world.server.seen[0]!.path, 'http://x').searchParams.get('q');
    expect(query).toBe(`SELECT Id FROM Contact WHERE Email = 'x\\' OR Name != \\'\\\\' LIMIT 2`);
    expect(await world.run('find', { field: 'Id FROM User --', value })).toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });

  it('creates', async () => {
    world.server.answer(({ method }) =>
      method === 'POST'
        ? { status: 201, body: { id: ID, success: true, errors: [] } }
        : { body: contact({ LastName: 'Lovelace' }) },
    );
    expect(await world.run('create', { key: '7', values: { LastName: 'Lovelace' } })).toMatchObject({
      key: '7',
      record: { LastName: 'Lovelace' },
    });
    expect(world.server.seen[0]?.body).toEqual({ LastName: 'Lovelace', Number__c: '7' });
  });

  it.each([
    [400, 'REQUIRED_FIELD_MISSING', 'BACKEND_REJECTED'],
    [400, 'DUPLICATES_DETECTED', 'CUSTOMER_EXISTS'],
    [400, 'INVALID_FIELD', 'COLUMN_UNKNOWN'],
    [400, 'UNABLE_TO_LOCK_ROW', 'TRANSACTION_CONFLICT'],
    [401, 'INVALID_SESSION_ID', 'ACCESS_DENIED'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'BACKEND_UNAVAILABLE'],
  ])('%i %s is %s, and its message is not repeated', async (status, errorCode, code) => {
    const body = [{ message: 'Value ada@example.com is wrong', errorCode, fields: ['Email'] }];
    world.server.answer(() => ({ status, body }));
    const error = await world.run('create', { key: '7', values: { Email: 'ada@example.com' } });
    expect(error).toMatchObject({ code, variables: { status, errorCode, fields: ['Email'] } });
    expect(JSON.stringify(error)).not.toContain('is wrong');
  });
});
