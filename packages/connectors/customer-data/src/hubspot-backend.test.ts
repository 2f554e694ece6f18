import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceWorld, type ServiceWorld } from './testing/service-world.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await openServiceWorld((baseUrl) => ({ backend: 'hubspot', baseUrl, token: '{{secrets.TOKEN}}' }));
});
afterAll(() => world.close());

// Shapes of https://developers.hubspot.com/docs/api-reference/crm-contacts-v3.
const contact = (properties: Record<string, string | null>, updatedAt = '2026-11-20T10:00:00.000Z') => ({
  id: '151',
  properties: { hs_object_id: '151', email: 'ada@example.com', ...properties },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt,
  archived: false,
});

describe('HubSpot', () => {
  it('gives a contact by its unique property', async () => {
    world.server.answer(() => ({ body: contact({ firstname: 'Ada' }) }));
    expect(await world.run('get', { key: 'ada@example.com', fields: ['firstname'] })).toMatchObject({
      key: 'ada@example.com',
      version: '2026-11-20T10:00:00.000Z',
      record: { firstname: 'Ada' },
    });
    expect(world.server.seen[0]).toMatchObject({
      path: '/crm/v3/objects/contacts/ada%40example.com?idProperty=email&properties=email%2Cfirstname',
      headers: { authorization: 'Bearer t0ken-of-the-service' },
    });
  });

  it('changes properties, which are texts; null clears one', async () => {
    world.server.answer(({ method }) =>
      method === 'GET'
        ? { body: contact({ firstname: 'Ada', phone: '1', score: '6' }) }
        : { body: contact({ firstname: 'Grace', phone: '', score: '7' }, '2026-11-21T10:00:00.000Z') },
    );
    const changes = { firstname: 'Grace', phone: null, score: 7 };
    expect(await world.run('update', { key: 'ada@example.com', changes })).toMatchObject({
      version: '2026-11-21T10:00:00.000Z',
      previous: { firstname: 'Ada', phone: '1' },
      replayed: false,
    });
    expect(world.server.seen[1]).toMatchObject({
      method: 'PATCH',
      path: '/crm/v3/objects/contacts/ada%40example.com?idProperty=email',
      body: { properties: { firstname: 'Grace', phone: '', score: '7' } },
    });
  });

  it('is left alone when it has the values, and VERSION_CONFLICT before a write', async () => {
    world.server.answer(() => ({ body: contact({ firstname: 'Ada', score: '7', phone: null }) }));
    const changes = { firstname: 'Ada', score: 7, phone: null };
    expect(await world.run('update', { key: 'ada@example.com', changes })).toMatchObject({ replayed: true });
    const input = { key: 'ada@example.com', changes: { firstname: 'Eva' }, expectedVersion: 'another' };
    expect(await world.run('update', input)).toMatchObject({
      code: 'VERSION_CONFLICT',
      variables: { currentVersion: '2026-11-20T10:00:00.000Z' },
    });
    expect(world.server.seen.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('upserts by the unique property', async () => {
    world.server.answer(({ method }) =>
      method === 'GET'
        ? {
            status: 404,
            body: {
              status: 'error',
              message: 'resource not found',
              correlationId: 'c',
              category: 'OBJECT_NOT_FOUND',
            },
          }
        : {
            body: {
              status: 'COMPLETE',
              results: [{ ...contact({ firstname: 'Ada' }), new: true }],
              startedAt: '2026-11-20T10:00:00.000Z',
              completedAt: '2026-11-20T10:00:00.000Z',
            },
          },
    );
    const values = { firstname: 'Ada' };
    expect(await world.run('upsert', { key: 'ada@example.com', values })).toMatchObject({
      created: true,
      updated: values,
    });
    expect(world.server.seen[1]).toMatchObject({
      path: '/crm/v3/objects/contacts/batch/upsert',
      body: { inputs: [{ id: 'ada@example.com', idProperty: 'email', properties: values }] },
    });
  });

  it('is searched for two, so that one that is not alone is noticed', async () => {
    world.server.answer(() => ({ body: { total: 1, results: [contact({ firstname: 'Ada' })] } }));
    const input = { field: 'phone', value: '+1', fields: ['firstname'] };
    expect(await world.run('find', input)).toMatchObject({ found: true, key: 'ada@example.com' });
    expect(world.server.seen[0]?.body).toEqual({
      filterGroups: [{ filters: [{ propertyName: 'phone', operator: 'EQ', value: '+1' }] }],
      properties: ['email', 'firstname'],
      limit: 2,
    });
    world.server.answer(() => ({ body: { total: 2, results: [contact({}), contact({})] } }));
    expect(await world.run('find', input)).toMatchObject({ code: 'KEY_NOT_UNIQUE' });
  });

  it('creates', async () => {
    world.server.answer(() => ({ status: 201, body: contact({ firstname: 'Ada' }) }));
    expect(await world.run('create', { key: 'ada@example.com', values: { firstname: 'Ada' } })).toMatchObject(
      {
        key: 'ada@example.com',
      },
    );
    expect(world.server.seen[0]?.body).toEqual({
      properties: { firstname: 'Ada', email: 'ada@example.com' },
    });
  });

  it.each([
    [
      409,
      {
        status: 'error',
        message: 'Contact already exists. Existing ID: 151',
        correlationId: 'c',
        category: 'CONFLICT',
      },
      'CUSTOMER_EXISTS',
      { category: 'CONFLICT', correlationId: 'c' },
    ],
    [
      400,
      {
        status: 'error',
        message: 'Property values were not valid: ada is no address',
        correlationId: 'c',
        category: 'VALIDATION_ERROR',
        errors: [{ message: 'ada is no address', code: 'INVALID_EMAIL', in: 'email' }],
      },
      'BACKEND_REJECTED',
      { category: 'VALIDATION_ERROR', reasons: ['INVALID_EMAIL'], fields: ['email'] },
    ],
    [
      429,
      {
        status: 'error',
        message: 'You have reached your secondly limit.',
        errorType: 'RATE_LIMIT',
        category: 'RATE_LIMITS',
      },
      'BACKEND_UNAVAILABLE',
      { status: 429 },
    ],
    [
      401,
      {
        status: 'error',
        message: 'Authentication credentials not found.',
        category: 'INVALID_AUTHENTICATION',
      },
      'ACCESS_DENIED',
      {},
    ],
  ])('%i tells what its error body says, not its message', async (status, body, code, variables) => {
    world.server.answer(() => ({ status, body }));
    const error = await world.run('create', { key: 'ada@example.com', values: { firstname: 'Ada' } });
    expect(error).toMatchObject({ code, variables });
    expect(JSON.stringify(error)).not.toMatch(/no address|Existing ID/);
  });
});
