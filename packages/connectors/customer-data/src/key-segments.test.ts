import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld(() => ({}));
});
afterAll(() => world.close());

const TARGETS = {
  rest: () => ({
    backend: 'rest',
    recordUrl: `${world.server.url}/api/customers/{key}/profile`,
    authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
  }),
  hubspot: () => ({ backend: 'hubspot', baseUrl: world.server.url, token: '{{secrets.TOKEN}}' }),
  salesforce: () => ({
    backend: 'salesforce',
    instanceUrl: world.server.url,
    keyField: 'Number__c',
    authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
  }),
} as const;

const KEYS = [
  '..',
  '.',
  '%2e%2e',
  '%2E.',
  '../admin',
  'a/../../admin',
  '..\\\\admin',
  '..;x=1',
  '%252e%252e',
];
const OPERATIONS = {
  get: {},
  update: { changes: { name: 'X' } },
  upsert: { values: { name: 'X' } },
  create: { values: { name: 'X' } },
  anonymise: { replacements: { name: null } },
} as const;

describe.each(['rest', 'hubspot', 'salesforce'] as const)('a key of %s', (backend) => {
  it.each(KEYS)('that is %s leads nowhere else: nothing is sent', async (key) => {
    world.server.answer(() => ({ body: {} }));
    for (const [operation, input] of Object.entries(OPERATIONS)) {
      const error = await world.run(operation, { ...TARGETS[backend](), key, ...input });
      expect(error).toMatchObject({ code: 'INPUT_INVALID' });
      expect(JSON.stringify(error)).toContain('which leads elsewhere');
    }
    expect(world.server.seen).toEqual([]);
  });

  it('with dots in a word, or with slashes, is a key', async () => {
    world.server.answer(() => ({ status: 404 }));
    await world.run('get', { ...TARGETS[backend](), key: 'a..b/c.d?e#f' });
    expect(world.server.seen[0]?.path).toContain('/a..b%2Fc.d%3Fe%23f');
  });
});

it.each(['..', '', '%2e%2e'])('a key that a service names, %j, is no way to another resource', async (id) => {
  world.server.answer(() => ({ body: [{ id, email: 'a@b.example' }] }));
  const input = {
    ...TARGETS.rest(),
    collectionUrl: `${world.server.url}/api/customers`,
    field: 'email',
    value: 'a@b.example',
  };
  expect(await world.run('find', input)).toMatchObject({ code: 'BACKEND_ANSWER' });
  world.server.answer(() => ({ status: 201, body: { id } }));
  expect(
    await world.run('create', {
      ...TARGETS.rest(),
      collectionUrl: `${world.server.url}/api/customers`,
      values: { email: 'x' },
    }),
  ).toMatchObject({ code: 'BACKEND_ANSWER' });
  expect(world.server.seen).toHaveLength(1);
});

it('an id of Salesforce that is none leads nowhere', async () => {
  world.server.answer(() => ({ body: { records: [{ Id: '../../Account/1' }] } }));
  const input = { ...TARGETS.salesforce(), field: 'Email', value: 'a@b.example' };
  expect(await world.run('find', input)).toMatchObject({ code: 'BACKEND_ANSWER' });
  expect(world.server.seen).toHaveLength(1);
});

it.each([
  'https://{key}/api',
  'https://{key}.example.com/api',
  'https://crm.example{key}',
  'https://u:{key}@crm.example/',
])('a key does not choose the host: %s', async (recordUrl) => {
  expect(await world.run('get', { ...TARGETS.rest(), recordUrl, key: 'x' })).toMatchObject({
    code: 'INPUT_INVALID',
  });
});
