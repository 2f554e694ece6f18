import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergePatch } from '@jobwright/customer-records';
import type { JsonReply, JsonRequest } from '@jobwright/test-servers';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
let customers: Map<string, { etag: number; record: JsonObject }>;
/** Changes a record between the reading and the writing of somebody else, this often. */
let meddle: number;

beforeAll(async () => {
  world = await openServiceWorld((url) => ({
    backend: 'rest',
    recordUrl: `${url}/customers/{key}`,
    authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
  }));
});
afterAll(() => world.close());
beforeEach(() => {
  meddle = 0;
  customers = new Map([
    [
      '7/8',
      { etag: 1, record: { id: '7/8', name: 'Ada', address: { city: 'Bonn', zip: '1' }, phone: null } },
    ],
  ]);
  world.server.answer(handle);
});

/** A service as RFC 9110, 7396 and 6902 describe one. */
function handle({ method, path, headers, body }: JsonRequest): JsonReply {
  if (headers['authorization'] !== 'Bearer t0ken-of-the-service') return { status: 401 };
  const { pathname, searchParams } = new URL(path, 'http://x');
  const key = decodeURIComponent(pathname.slice('/customers/'.length));
  if (pathname === '/customers') {
    if (method === 'GET')
      return { body: { data: { items: [...customers.values()].map(({ record }) => record) } } };
    const record = { id: 'new', ...(body as JsonObject) };
    if (customers.has(record.id)) return { status: 409 };
    customers.set(record.id, { etag: 1, record });
    return { status: 201, headers: { Location: `/customers/${record.id}` } };
  }
  const stored = customers.get(key);
  if (method === 'PUT') {
    if (stored !== undefined && headers['if-none-match'] === '*') return { status: 412 };
    customers.set(key, { etag: 1, record: body as JsonObject });
    return { status: 201 };
  }
  if (stored === undefined) return { status: 404 };
  if (method === 'PATCH') {
    if (meddle > 0) {
      meddle -= 1;
      stored.etag += 1;
    }
    if (headers['if-match'] !== undefined && headers['if-match'] !== `"${stored.etag}"`)
      return { status: 412 };
    stored.record = applyPatch(stored.record, headers['content-type'] ?? '', body as JsonValue);
    stored.etag += 1;
  }
  expect(searchParams.size).toBe(0);
  return { headers: { ETag: `"${stored.etag}"` }, body: stored.record };
}

function applyPatch(record: JsonObject, type: string, body: JsonValue): JsonObject {
  if (type === 'application/merge-patch+json') return mergePatch(record, body) as JsonObject;
  expect(type).toBe('application/json-patch+json');
  const copy = structuredClone(record) as Record<string, unknown>;
  for (const step of body as unknown as { op: string; path: string; value: unknown }[]) {
    const names = step.path.slice(1).split('/');
    const last = names.pop()!;
    const place = names.reduce((inner, name) => inner[name] as Record<string, unknown>, copy);
    if (step.op === 'remove') delete place[last];
    else place[last] = step.value;
  }
  return copy as JsonObject;
}

const writes = () => world.server.seen.filter(({ method }) => method !== 'GET');

describe('a REST service', () => {
  it('is read, with the ETag as version', async () => {
    expect(await world.run('get', { key: '7/8', fields: ['name'] })).toEqual({
      key: '7/8',
      version: '"1"',
      record: { name: 'Ada' },
    });
    expect(world.server.seen[0]?.path).toBe('/customers/7%2F8');
    expect(await world.run('get', { key: 'nobody' })).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it.each(['mergePatch', 'jsonPatch'])(
    'is changed with %s, If-Match and an idempotency key',
    async (patchFormat) => {
      const changes = { name: 'Grace', address: { city: 'Köln', zip: null }, phone: '1' };
      const answer = await world.run(
        'update',
        { key: '7/8', changes, patchFormat, expectedVersion: '"1"' },
        '42',
      );
      expect(answer).toEqual({
        key: '7/8',
        version: '"2"',
        previous: { name: 'Ada', address: { city: 'Bonn', zip: '1' }, phone: null },
        updated: { name: 'Grace', address: { city: 'Köln' }, phone: '1' },
        replayed: false,
      });
      expect(writes()).toHaveLength(1);
      expect(writes()[0]?.headers).toMatchObject({
        'if-match': '"1"',
        'idempotency-key': expect.stringMatching(/42$/),
      });
    },
  );

  it('is left alone by a second delivery, also of one with an expected version', async () => {
    const input = { key: '7/8', changes: { name: 'Grace' }, expectedVersion: '"1"' };
    await world.run('update', input, '42');
    world.server.answer(handle);
    expect(await world.run('update', input, '42')).toMatchObject({ version: '"2"', replayed: true });
    expect(writes()).toEqual([]);
  });

  it('VERSION_CONFLICT tells the version now, whenever it changed', async () => {
    const input = { key: '7/8', changes: { name: 'Grace' } };
    expect(await world.run('update', { ...input, expectedVersion: '"0"' })).toMatchObject({
      code: 'VERSION_CONFLICT',
      variables: { expectedVersion: '"0"', currentVersion: '"1"' },
    });
    meddle = 1;
    expect(await world.run('update', { ...input, expectedVersion: '"1"' })).toMatchObject({
      code: 'VERSION_CONFLICT',
      variables: { currentVersion: '"2"' },
    });
    expect(customers.get('7/8')?.record).toMatchObject({ name: 'Ada' });
  });

  it('is read again when it changed in between and no version is expected', async () => {
    meddle = 2;
    expect(await world.run('update', { key: '7/8', changes: { name: 'Grace' } })).toMatchObject({
      version: '"4"',
    });
    meddle = 99;
    expect(await world.run('update', { key: '7/8', changes: { name: 'Ida' } })).toMatchObject({
      code: 'TRANSACTION_CONFLICT',
    });
  });

  it('is asked by a field, and what does not fit is left out', async () => {
    const input = { field: 'name', value: 'Ada', itemsPath: 'data.items', fields: ['id'] };
    expect(await world.run('find', input)).toEqual({
      found: true,
      key: '7/8',
      version: '"1"',
      record: { id: '7/8' },
    });
    expect(world.server.seen[0]?.path).toBe('/customers?name=Ada');
    expect(await world.run('find', { ...input, value: 'Nobody' })).toMatchObject({ found: false });
    customers.set('9', { etag: 1, record: { id: '9', name: 'Ada' } });
    expect(await world.run('find', input)).toMatchObject({ code: 'KEY_NOT_UNIQUE' });
    expect(await world.run('find', { ...input, itemsPath: null })).toMatchObject({ code: 'BACKEND_ANSWER' });
  });

  it('gets new records, with a key or without', async () => {
    expect(await world.run('create', { key: '9', values: { name: 'Ida' } })).toMatchObject({
      key: '9',
      version: '"1"',
    });
    expect(await world.run('create', { values: { name: 'Eva' } })).toMatchObject({
      key: 'new',
      record: { name: 'Eva' },
    });
    expect(await world.run('create', { key: '9', values: { name: 'Ida' } })).toMatchObject({
      code: 'CUSTOMER_EXISTS',
    });
  });

  it('takes what is to be there, whether it is or not', async () => {
    expect(await world.run('upsert', { key: '9', values: { name: 'Ida' } })).toMatchObject({ created: true });
    expect(writes()[0]?.headers['if-none-match']).toBe('*');
    expect(await world.run('upsert', { key: '9', values: { name: 'Eva' } })).toMatchObject({
      created: false,
      previous: { name: 'Ida' },
      updated: { name: 'Eva' },
    });
  });

  it('forgets what is personal', async () => {
    const replacements = { name: 'erased', phone: null };
    expect(await world.run('anonymise', { key: '7/8', replacements })).toMatchObject({
      fields: ['name', 'phone'],
    });
    expect(customers.get('7/8')?.record).toMatchObject({ id: '7/8', name: 'erased' });
  });

  it('is spared data that breaks the schema', async () => {
    const schema = { properties: { address: { required: ['zip'] } } };
    const changes = { address: { zip: null } };
    expect(await world.run('update', { key: '7/8', changes, schema })).toMatchObject({
      code: 'RECORD_INVALID',
    });
    expect(writes()).toEqual([]);
  });

  it.each([
    [{ status: 401 }, 'ConnectorError', 'ACCESS_DENIED'],
    [{ status: 422, body: { detail: 'Ada is no name' } }, 'ConnectorError', 'BACKEND_REJECTED'],
    [{ status: 503, headers: { 'Retry-After': '7' } }, 'RetryableError', 'BACKEND_UNAVAILABLE'],
    [{ status: 200, body: [] }, 'ConnectorError', 'BACKEND_ANSWER'],
  ])('that answers %j is a %s %s', async (reply, type, code) => {
    world.server.answer(() => reply);
    const error = await world.run('update', { key: '7/8', changes: { name: 'Grace' } });
    expect(error).toMatchObject({ type, code });
    expect(isJsonObject(error) && JSON.stringify(error)).not.toContain('Ada');
  });
});
