import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine({ tenantIds: ['acme'] });
});
afterEach(() => engine.close());

const send = (method: string, path: string, body?: string | object): Promise<Response> =>
  fetch(`${engine.restAddress}/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

async function ask(method: string, path: string, body?: string | object): Promise<unknown> {
  const response = await send(method, path, body);
  return { status: response.status, ...(JSON.parse((await response.text()) || '{}') as object) };
}

test.each([
  ['/cluster-variables/global', 'GLOBAL', null],
  ['/cluster-variables/tenants/acme', 'TENANT', 'acme'],
])('a variable below %s is created, read, updated and deleted', async (path, scope, tenantId) => {
  const known = { name: 'API', scope, tenantId, kind: 'JSON' };
  const created = { ...known, value: '{"limit":12345678901234567890}', metadata: { owner: 'a' } };
  const body = '{"name":"API","value":{"limit":12345678901234567890},"metadata":{"owner":"a"}}';
  expect(await ask('POST', path, body)).toEqual({ status: 200, ...created });
  expect(await ask('GET', `${path}/API`)).toEqual({ status: 200, ...created });
  expect(await ask('POST', path, body)).toMatchObject({ status: 409, title: 'ALREADY_EXISTS' });
  const updated = { ...known, value: '"x"', metadata: {} };
  expect(await ask('PUT', `${path}/API`, { value: 'x' })).toEqual({ status: 200, ...updated });
  expect(await ask('DELETE', `${path}/API`)).toEqual({ status: 204 });
  expect(await ask('GET', `${path}/API`)).toMatchObject({ status: 404 });
  expect(await ask('DELETE', `${path}/API`)).toMatchObject({ status: 404 });
});

test.each([
  ['POST', '/cluster-variables/global', { value: 1 }, 400, 'No name provided'],
  ['POST', '/cluster-variables/global', { name: 'a' }, 400, 'No value provided'],
  ['POST', '/cluster-variables/global', { name: 'a b', value: 1 }, 400, 'whitespace'],
  ['POST', '/cluster-variables/global', { name: 'a', value: 1, kind: 'TEXT' }, 400, 'SECRET_REFERENCE'],
  ['PUT', '/cluster-variables/global/a', { value: 1 }, 404, 'does not exist in the scope'],
  ['POST', '/cluster-variables/tenants/other', { name: 'a', value: 1 }, 404, "Tenant with ID 'other'"],
])('%s %s with %j is answered with %i', async (method, path, body, status, detail) => {
  expect(await ask(method, path, body)).toMatchObject({ status, detail: expect.stringContaining(detail) });
});

test('a process instance gets a business id late', async () => {
  const content = definitions(process('p', start(), task('t'), end(), flows('start > t > end')));
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: 'acme' }));
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: 'acme' };
  const { processInstanceKey } = expectOk(engine.core.createInstance(command));
  const path = `/process-instances/${processInstanceKey}/business-id-assignment`;
  expect(await ask('POST', path, {})).toMatchObject({ status: 400 });
  expect(await ask('POST', path, { businessId: 'order-1' })).toEqual({ status: 204 });
  expect(engine.core.instance(processInstanceKey)?.businessId).toBe('order-1');
  expect(await ask('POST', path, { businessId: 'order-1' })).toMatchObject({ status: 409 });
});
