import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { dmn, literalDecision } from '../../core/testing/dmn.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const url = (path: string): string => `${engine.restAddress}${path}`;
const get = async (path: string): Promise<unknown> => (await fetch(url(path))).json();
const send = (method: string, path: string, body: unknown = {}): Promise<Response> =>
  fetch(url(path), {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const order = definitions(process('order', start(), task('work'), end(), flows('start > work > end')));

interface Answer {
  readonly deploymentKey: string;
  readonly deployments: readonly Record<string, { readonly version?: number } | null>[];
}

function deploy(files: Readonly<Record<string, string>>, tenantId?: string): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('resources', new Blob([content]), name);
  if (tenantId !== undefined) form.append('tenantId', tenantId);
  return fetch(url('/v2/deployments'), { method: 'POST', body: form });
}

test('a deployment is answered with what it deployed, each in its field', async () => {
  const response = await deploy({
    'order.bpmn': order,
    'g.dmn': dmn('g', literalDecision('grade', '1')),
    'f.form': '{"id":"f"}',
    'clean.rpa': '{"id":"clean"}',
  });
  expect(response.status).toBe(200);
  const { deployments, ...answer } = (await response.json()) as Answer;
  expect(answer).toEqual({ deploymentKey: expect.any(String), tenantId: '<default>' });
  const filled = deployments.map((one) => Object.entries(one).filter(([, value]) => value !== null));
  expect(filled.map((fields) => fields.map(([name]) => name))).toEqual([
    ['processDefinition'],
    ['decisionDefinition'],
    ['decisionRequirements'],
    ['form'],
    ['resource'],
  ]);
  expect(deployments.map((one) => Object.keys(one).length)).toEqual([5, 5, 5, 5, 5]);
  expect(deployments[0]).toMatchObject({
    processDefinition: {
      processDefinitionId: 'order',
      processDefinitionVersion: 1,
      processDefinitionKey: expect.any(String),
      resourceName: 'order.bpmn',
      tenantId: '<default>',
    },
  });
  expect(deployments[1]).toMatchObject({
    decisionDefinition: { decisionDefinitionId: 'grade', decisionRequirementsId: 'g', version: 1 },
  });
});

test.each([
  [
    'a broken model',
    { 'a.bpmn': '<a' },
    undefined,
    400,
    /Command 'CREATE' rejected with code 'INVALID_ARGUMENT'/,
  ],
  ['nothing', {}, undefined, 400, /Required part 'resources' is not present/],
  ['an unknown tenant', { 'order.bpmn': order }, 'acme', 400, /multi-tenancy is disabled/],
  ['too much', { 'a.txt': 'a'.repeat(5_000_000) }, undefined, 413, /larger than 4194304 bytes/],
])('the deployment of %s is refused', async (_name, files, tenantId, status, detail) => {
  const response = await deploy(files, tenantId);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(detail) });
});

test('a deployment that is no form is refused', async () => {
  expect((await send('POST', '/v2/deployments')).status).toBe(415);
});

test('the cluster says how it is', async () => {
  expect((await fetch(url('/v2/status'))).status).toBe(204);
  expect(await get('/v2/license')).toEqual({
    validLicense: false,
    licenseType: 'unknown',
    isCommercial: false,
    expiresAt: null,
  });
  expect(await get('/v2/system/configuration')).toMatchObject({ jobMetrics: { enabled: false } });
  expect(await get('/cluster/v2/status')).toEqual({ status: 'HEALTHY' });
  expect(await get('/cluster/v2/status/upgrade')).toEqual({ status: 'MIGRATED' });
  expect(await get('/cluster/v2/topology')).toMatchObject({
    brokers: [{ brokerId: '0', version: '8.10.0' }],
    physicalTenants: [{ physicalTenantId: 'default', partitionsCount: 1 }],
  });
  expect(await get('/v2/authentication/me')).toMatchObject({
    username: 'anonymous',
    tenants: [{ tenantId: '<default>', name: 'Default', description: null }],
    c8Links: {},
  });
});

test('usage counts root instances within a time', async () => {
  await deploy({ 'order.bpmn': order });
  await deploy({ 'g.dmn': dmn('g', literalDecision('grade', '1')) });
  engine.core.createInstance({
    bpmnProcessId: 'order',
    version: -1,
    variables: {},
    tenantId: '<default>',
  });
  engine.core.evaluateDecision({ decisionId: 'grade', variables: {}, tenantId: '<default>' });
  const usage = (times: string): Promise<unknown> => get(`/v2/system/usage-metrics?${times}`);
  expect(await usage('startTime=2020-01-01T00:00:00Z&endTime=2999-01-01T00:00:00Z&withTenants=true')).toEqual(
    {
      processInstances: 1,
      decisionInstances: 1,
      assignees: 0,
      activeTenants: 1,
      tenants: { '<default>': { processInstances: 1, decisionInstances: 1, assignees: 0 } },
    },
  );
  expect(await usage('startTime=2020-01-01T00:00:00Z&endTime=2020-01-02T00:00:00Z')).toMatchObject({
    processInstances: 0,
    tenants: {},
  });
  expect(await usage('startTime=soon&endTime=2020-01-02T00:00:00Z')).toMatchObject({ status: 400 });
});

test('an expression is evaluated with variables, cluster variables and those of a scope', async () => {
  const evaluate = async (body: object): Promise<unknown> =>
    (await send('POST', '/v2/expression/evaluation', body)).json();
  engine.core.createClusterVariable({ scope: 'GLOBAL', name: 'rate', value: 2 });
  await deploy({ 'order.bpmn': order });
  const created = engine.core.createInstance({
    bpmnProcessId: 'order',
    version: -1,
    variables: { x: 5, y: 1 },
    tenantId: '<default>',
  });
  const scopeKey = created.ok ? created.value.processInstanceKey : '';
  const expression = '= camunda.vars.cluster.rate * x + y';
  expect(await evaluate({ expression, scopeKey, variables: { y: 100 } })).toEqual({
    expression,
    result: 110,
    warnings: [],
    referencedSecrets: [],
  });
  expect(await evaluate({ expression: '= x + 1' })).toMatchObject({
    result: null,
    warnings: [{ message: expect.stringContaining("'x'") }, { message: expect.any(String) }],
  });
  expect(await evaluate({ expression: '= camunda.secrets.token' })).toMatchObject({
    referencedSecrets: [{ storeId: 'default', secretName: 'token' }],
  });
  expect(await evaluate({ expression: '= 1 +' })).toMatchObject({ status: 400, title: 'INVALID_ARGUMENT' });
  expect(await evaluate({ expression: '= x', scopeKey: '1' })).toMatchObject({ status: 404 });
  expect(await evaluate({})).toMatchObject({ status: 400, detail: expect.stringContaining('No expression') });
});

test.each([
  ['POST', '/v2/users', 'Users'],
  ['GET', '/v2/users/demo?x=1', 'Users'],
  ['POST', '/v2/setup/user', 'Users'],
  ['PUT', '/v2/groups/a/users/b', 'Groups'],
  ['DELETE', '/v2/roles/a', 'Roles'],
  ['POST', '/v2/mapping-rules/search', 'Mapping rules'],
  ['POST', '/v2/authorizations/search', 'Authorizations'],
  ['POST', '/v2/tenants/search', 'Tenants'],
])('%s %s says that it is off', async (method, path, name) => {
  const response = await (method === 'GET' ? fetch(url(path)) : send(method, path));
  expect(response.status).toBe(403);
  const [instance] = path.split('?');
  expect(await response.json()).toMatchObject({
    title: 'Access issue',
    detail: expect.stringContaining(`${instance} endpoint is not accessible: ${name} API is disabled.`),
    instance,
  });
});

test.each([
  ['POST', '/v2/backups/runtime', /has no backups/],
  ['GET', '/cluster/v2/backups/history/1', /has no backups/],
  ['POST', '/v2/exporting/pause', /has no exporters/],
  ['PATCH', '/v2/mode', /one broker/],
  ['POST', '/v2/agent-instances/search', /AI agents/],
  ['POST', '/v2/secrets/resolve', /does not give secrets/],
])('%s %s says why it is not there', async (method, path, detail) => {
  const response = await (method === 'GET' ? fetch(url(path)) : send(method, path));
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(detail) });
});

test('an unknown path is not found, and another method not supported', async () => {
  const unknown = await send('POST', '/v2/pasta');
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'No endpoint POST /v2/pasta.',
    instance: '/v2/pasta',
  });
  const wrong = await send('PUT', '/v2/batch-operations/1/suspension?a=b');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
  expect(await wrong.json()).toMatchObject({
    title: 'Method Not Allowed',
    detail: "Method 'PUT' is not supported.",
  });
  expect((await fetch(url('/elsewhere'))).status).toBe(404);
});
