import type { JsonValue } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld((baseUrl) => ({ backend: 'hubspot', baseUrl, token: '{{secrets.TOKEN}}' }));
});
afterAll(() => world.close());

const CONTACTS = '/crm/v3/objects/contacts';
const contact = (properties: Record<string, string | null> = {}) => ({
  id: '151',
  properties: { hs_object_id: '151', email: 'ada@example.com', ...properties },
  updatedAt: '2026-11-20T10:00:00.000Z',
});
const paths = () => world.server.seen.map(({ method, path }) => `${method} ${path}`);
const NOT_FOUND = { status: 404, body: { status: 'error', category: 'OBJECT_NOT_FOUND' } };

describe('HubSpot is asked by what is unique, which a search knows only later', () => {
  it.each([
    ['email', 'ada@example.com', {}, `GET ${CONTACTS}/ada%40example.com?idProperty=email`],
    ['hs_object_id', '151', {}, `GET ${CONTACTS}/151`],
    [
      'customer_no',
      'K 7',
      { keyProperty: 'customer_no' },
      `GET ${CONTACTS}/K%207?idProperty=customer_no&properties=createdate%2Cemail%2Cfirstname%2Chs_object_id%2Clastmodifieddate%2Clastname%2Ccustomer_no`,
    ],
  ])('%s', async (field, value, more, request) => {
    world.server.answer(() => ({ body: contact({ customer_no: 'K 7' }) }));
    expect(await world.run('find', { field, value, ...more })).toMatchObject({ found: true });
    expect(paths()).toEqual([request]);
    world.server.answer(() => NOT_FOUND);
    expect(await world.run('find', { field, value, ...more })).toMatchObject({ found: false, record: null });
  });

  it('finds by a property that may be unique what the search does not know yet', async () => {
    world.server.answer(({ method }) =>
      method === 'POST' ? { body: { results: [] } } : { body: contact({ customer_no: 'K7' }) },
    );
    const input = { field: 'customer_no', value: 'K7', fields: ['customer_no'] };
    expect(await world.run('find', input)).toMatchObject({ found: true, record: { customer_no: 'K7' } });
    expect(paths()).toEqual([
      `POST ${CONTACTS}/search`,
      `GET ${CONTACTS}/K7?idProperty=customer_no&properties=email%2Ccustomer_no`,
    ]);
    world.server.answer(({ method }) =>
      method === 'POST'
        ? { body: { results: [] } }
        : { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR' } },
    );
    expect(await world.run('find', { field: 'phone', value: '+1' })).toMatchObject({ found: false });
  });
});

it.each<[string, JsonValue, string]>([
  ['a list of options', ['a', 'b'], 'a;b'],
  ['one option', ['a'], 'a'],
  ['no option', [], ''],
  ['options that are numbers', [1, true, 9007199254740993n], '1;true;9007199254740993'],
  ['a list of something else', [{ a: 1 }], '[{"a":1}]'],
  ['a number', 5, '5'],
  ['digits beyond a number', '12345678901234567.89', '12345678901234567.89'],
  ['a boolean', false, 'false'],
  ['null', null, ''],
  ['a date', '2026-01-31', '2026-01-31'],
  ['now() of FEEL', '2026-01-31T10:00:00.123+01:00[Europe/Berlin]', '2026-01-31T10:00:00.123+01:00'],
  ['string(now()) of FEEL', '2026-01-31T10:00:00@Europe/Berlin', '2026-01-31T10:00:00+01:00'],
  ['a date-time without seconds', '2026-01-31T10:00Z', '2026-01-31T10:00:00Z'],
  ['a text that looks like a time', '10:00', '10:00'],
])('%s is a property as HubSpot takes it', async (_what, value, text) => {
  world.server.answer(({ method }) =>
    method === 'GET' ? { body: contact({ p: 'x' }) } : { body: contact({ p: text }) },
  );
  await world.run('update', { key: 'ada@example.com', changes: { p: value } });
  expect(world.server.seen[1]?.body).toEqual({ properties: { p: text } });
  world.server.answer(() => ({ body: contact({ p: text }) }));
  expect(await world.run('update', { key: 'ada@example.com', changes: { p: value } })).toMatchObject({
    replayed: true,
  });
  await world.run('create', { values: { p: value } });
  expect(world.server.seen.at(-1)?.body).toEqual({ properties: { p: text } });
});

it('leaves a contact alone that has the options in another order, or the moment in another zone', async () => {
  world.server.answer(() => ({ body: contact({ l: 'b;a', t: '2026-01-31T09:00:00Z' }) }));
  const changes = { l: ['a', 'b'], t: '2026-01-31T10:00+01:00[Europe/Berlin]' };
  expect(await world.run('update', { key: 'ada@example.com', changes })).toMatchObject({ replayed: true });
});

describe('a refusal names properties and reasons, and no value', () => {
  const invalid = (error: string, name: string) =>
    `Property values were not valid: [${JSON.stringify({ isValid: false, message: 'SECRET-1 is wrong "]"', error, name })}]`;

  it.each([
    [
      'INVALID_DATE in the message',
      400,
      { category: 'VALIDATION_ERROR', message: invalid('INVALID_DATE', 'trial_end') },
      ['trial_end'],
      ['INVALID_DATE'],
    ],
    [
      'in the context',
      400,
      {
        category: 'VALIDATION_ERROR',
        message: 'SECRET-1',
        errors: [{ message: 'SECRET-1', code: 'X_1', context: { propertyName: ['age'] } }],
      },
      ['age'],
      ['X_1'],
    ],
    [
      'in the message of an error',
      400,
      { category: 'VALIDATION_ERROR', errors: [{ message: invalid('INVALID_OPTION', 'tier') }] },
      ['tier'],
      ['INVALID_OPTION'],
    ],
    [
      'a value where a name belongs',
      400,
      { category: 'VALIDATION_ERROR', errors: [{ in: 'SECRET-1 x', code: 'SECRET-1!' }] },
      [],
      [],
    ],
    [
      'no JSON in the message',
      400,
      { category: 'VALIDATION_ERROR', message: 'Property values were not valid: [SECRET-1]' },
      [],
      [],
    ],
  ])('%s', async (_what, status, body, fields, reasons) => {
    world.server.answer(() => ({ status, body: { status: 'error', ...body } }));
    const error = await world.run('create', { values: { p: 'SECRET-1' } });
    expect(error).toMatchObject({
      code: 'BACKEND_REJECTED',
      variables: { status, category: 'VALIDATION_ERROR', fields, reasons },
    });
    expect(JSON.stringify(error)).not.toContain('SECRET-1');
  });

  it.each([
    [{ category: 'VALIDATION_ERROR', context: { propertyName: ['age'] } }, 'BACKEND_REJECTED', ['age']],
    [
      { category: 'VALIDATION_ERROR', message: invalid('INVALID_INTEGER', 'age') },
      'BACKEND_REJECTED',
      ['age'],
    ],
    [{ category: 'RATE_LIMITS' }, 'BACKEND_UNAVAILABLE', []],
    [{ category: 'CONFLICT' }, 'CUSTOMER_EXISTS', []],
    [{ category: 'SOMETHING_NEW' }, 'BACKEND_REJECTED', []],
  ])('within 207: %j', async (problem, code, fields) => {
    world.server.answer(({ method }) =>
      method === 'GET'
        ? NOT_FOUND
        : {
            status: 207,
            body: {
              status: 'COMPLETE',
              results: [],
              numErrors: 1,
              errors: [{ status: 'error', ...problem }],
            },
          },
    );
    const error = await world.run('upsert', { key: 'ada@example.com', values: { age: 'SECRET-1' } });
    expect(error).toMatchObject({ code, variables: { status: 207, category: problem.category, fields } });
    expect(JSON.stringify(error)).not.toContain('SECRET-1');
  });

  it.each([
    [423, 'BACKEND_UNAVAILABLE'],
    [429, 'BACKEND_UNAVAILABLE'],
    [477, 'BACKEND_UNAVAILABLE'],
    [502, 'BACKEND_UNAVAILABLE'],
    [403, 'ACCESS_DENIED'],
    [414, 'BACKEND_REJECTED'],
  ])('%i is %s', async (status, code) => {
    world.server.answer(() => ({ status, body: { status: 'error', message: 'x' } }));
    expect(await world.run('create', { values: { p: 'x' } })).toMatchObject({ code, variables: { status } });
  });
});
