import type { JsonValue } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld((instanceUrl) => ({
    backend: 'salesforce',
    instanceUrl,
    authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
    keyField: 'Ext__c',
  }));
});
afterAll(() => world.close());

const ID = '003D000000QVAiBIAX';
const contact = (fields: Record<string, unknown> = {}) => ({
  attributes: { type: 'Contact' },
  Id: ID,
  Ext__c: 'K1',
  SystemModstamp: '2026-01-01T00:00:00.000+0000',
  ...fields,
});
const NOT_FOUND = { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'x' }] };

describe('upsert of a contact that is new', () => {
  const answerNew = () => {
    let exists = false;
    world.server.answer(({ method }) => {
      if (method === 'GET') return exists ? { body: contact({ LastName: 'B' }) } : NOT_FOUND;
      exists = true;
      return { status: 201, body: { id: ID, success: true, errors: [], created: true } };
    });
  };

  it.each([{ Ext__c: 'K1' }, { ext__C: 'K1' }, {}])(
    'leaves its external id out of the body: %j',
    async (more) => {
      answerNew();
      const values = { LastName: 'B', ...more };
      expect(await world.run('upsert', { key: 'K1', values })).toMatchObject({ created: true });
      expect(world.server.seen[1]).toMatchObject({ method: 'PATCH', body: { LastName: 'B' } });
      expect(world.server.seen[1]?.body).toEqual({ LastName: 'B' });
    },
  );

  it('takes a number for the text of its digits', async () => {
    answerNew();
    await world.run('upsert', { key: '7', values: { LastName: 'B', Ext__c: 7 } });
    expect(world.server.seen[1]?.body).toEqual({ LastName: 'B' });
  });

  it('is refused when the values name another external id, and nothing is sent', async () => {
    answerNew();
    const error = await world.run('upsert', { key: 'K1', values: { LastName: 'B', Ext__c: 'K2' } });
    expect(error).toMatchObject({
      code: 'RECORD_INVALID',
      variables: { problems: [{ path: 'Ext__c', message: 'is not the key' }] },
    });
    expect(world.server.seen.map(({ method }) => method)).toEqual(['GET']);
  });
});

it("writes what was read, without the fields that are nobody's to write", async () => {
  world.server.answer(({ method }) =>
    method === 'GET' ? { body: contact({ LastName: 'A' }) } : { status: 204 },
  );
  const { record } = await world.run('get', { key: 'K1' });
  await world.run('update', { key: 'K1', changes: { ...(record as object), LastName: 'B' } });
  expect(world.server.seen.at(-2)?.body).toEqual({ Ext__c: 'K1', LastName: 'B' });
});

it.each<[string, JsonValue, JsonValue]>([
  ['now() of FEEL', '2026-01-31T10:00:00.123+01:00[Europe/Berlin]', '2026-01-31T10:00:00.123+01:00'],
  ['string(now()) of FEEL', '2026-07-31T10:00:00@Europe/Berlin', '2026-07-31T10:00:00+02:00'],
  ['a date-time without seconds', '2026-01-31T10:00+01:00', '2026-01-31T10:00:00+01:00'],
  ['a date', '2026-01-31', '2026-01-31'],
  ['a list of options', ['a', 'b'], 'a;b'],
  ['no option', [], ''],
  ['a number', 12.5, 12.5],
  ['a reference', { Ext__c: 'X' }, { Ext__c: 'X' }],
  ['null', null, null],
])('%s is a field as Salesforce takes it', async (_what, value, written) => {
  world.server.answer(({ method }) =>
    method === 'GET' ? { body: contact({ F__c: 'x' }) } : { status: 204 },
  );
  await world.run('update', { key: 'K1', changes: { F__c: value } });
  expect(world.server.seen[1]?.body).toEqual({ F__c: written });
  world.server.answer(({ method }) =>
    method === 'POST'
      ? { status: 201, body: { id: ID, success: true } }
      : { body: contact({ F__c: written }) },
  );
  await world.run('create', { values: { F__c: value } });
  expect(world.server.seen[0]?.body).toEqual({ F__c: written });
  world.server.answer(() => ({ body: contact({ F__c: written }) }));
  expect(await world.run('update', { key: 'K1', changes: { F__c: value } })).toMatchObject({
    replayed: true,
  });
});

it('leaves a contact alone that has the moment as Salesforce writes it, or the options in its order', async () => {
  world.server.answer(() => ({ body: contact({ T__c: '2026-01-31T09:00:00.000+0000', L__c: 'b;a' }) }));
  const changes = { T__c: '2026-01-31T10:00+01:00[Europe/Berlin]', L__c: ['a', 'b'] };
  expect(await world.run('update', { key: 'K1', changes })).toMatchObject({ replayed: true });
});

it('keeps the digits of a number', async () => {
  const text = JSON.stringify(contact({ Amount__c: 'N', Other__c: 1.5 })).replace(
    '"N"',
    '1234567890123456.78',
  );
  world.server.answer(({ method }) => (method === 'GET' ? { text } : { status: 204 }));
  const { record } = await world.run('get', { key: 'K1', fields: ['Amount__c'] });
  expect(record).toEqual({ Amount__c: '1234567890123456.78' });
  const changes = { Amount__c: '1234567890123456.79', Other__c: 2 };
  await world.run('update', { key: 'K1', changes });
  expect(world.server.seen.at(-2)?.text).toBe('{"Amount__c":1234567890123456.79,"Other__c":2}');
});

it.each([
  [
    'all fields of all errors',
    {
      status: 400,
      body: [
        { errorCode: 'REQUIRED_FIELD_MISSING', message: 'SECRET-1', fields: ['LastName'] },
        { errorCode: 'STRING_TOO_LONG', message: 'SECRET-1', fields: ['Title'] },
      ],
    },
    'BACKEND_REJECTED',
    {
      errorCode: 'REQUIRED_FIELD_MISSING',
      errorCodes: ['REQUIRED_FIELD_MISSING', 'STRING_TOO_LONG'],
      fields: ['LastName', 'Title'],
    },
  ],
  [
    'a field that is named in words only',
    {
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD', message: `No such column 'Nope__c' on sobject of type Contact` }],
    },
    'COLUMN_UNKNOWN',
    { errorCode: 'INVALID_FIELD', fields: ['Nope__c'], missing: ['Nope__c'] },
  ],
  [
    'a refusal within a good answer',
    {
      status: 200,
      body: {
        id: null,
        success: false,
        errors: [{ statusCode: 'INVALID_EMAIL_ADDRESS', message: 'SECRET-1', fields: ['Email'] }],
      },
    },
    'BACKEND_REJECTED',
    { errorCode: 'INVALID_EMAIL_ADDRESS', fields: ['Email'] },
  ],
  [
    'too many at once',
    { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'SECRET-1' }] },
    'BACKEND_UNAVAILABLE',
    { errorCode: 'SERVER_UNAVAILABLE', fields: [] },
  ],
])('names %s, and no value', async (_what, reply, code, variables) => {
  world.server.answer(() => reply);
  const error = await world.run('create', { values: { Email: 'SECRET-1' } });
  expect(error).toMatchObject({ code, variables });
  expect(JSON.stringify(error)).not.toContain('SECRET-1');
});
