import { defineConnector } from '@jobwright/connector-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ServiceWorkers } from './service-workers.ts';
import { SERVICE_INDEX } from './service-index.ts';
import { startServiceServer } from './start-service-server.ts';

const define = (type: string, id: string) =>
  defineConnector({
    type,
    name: id,
    template: { id, version: 1 },
    input: z.object({}),
    output: z.object({}),
    run: () => Promise.resolve({}),
  });
const connectors = [
  define('io.camunda:http-json:1', 'io.jobwright.http-rest'),
  define('io.camunda:email:1', 'io.jobwright.email'),
  define('acme:email:2', 'com.acme.mail'),
  define('acme/orders', 'com.acme.orders'),
];

/** A service of one cluster, with its paused job types. */
async function startService() {
  const paused = new Set<string>();
  const runtime = {
    connectors,
    statistics: () => ({}),
    isPaused: (type: string) => paused.has(type),
    pause: (type: string) => void paused.add(type),
    resume: (type: string) => void paused.delete(type),
    jobsInFlight: () => 0,
    limitOf: () => 1,
    bytesInFlight: () => 0,
  };
  const workers = {
    clusters: [{ name: undefined, workers: { runtime } }],
    runtime,
  } as unknown as ServiceWorkers;
  const server = await startServiceServer({
    host: '127.0.0.1',
    port: 0,
    adminToken: undefined,
    state: () => ({ kind: 'running', workers }),
    metrics: { contentType: 'text/plain', metrics: () => Promise.resolve('a 1\n') },
  });
  onTestFinished(() => server.close());
  const call = async (method: string, path: string) => {
    const response = await fetch(`${server.address}${path}`, { method });
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
  };
  return { call, paused };
}

test.each([
  ['its job type', `/connectors/${encodeURIComponent('io.camunda:http-json:1')}`, 'io.camunda:http-json:1'],
  ['its job type, not encoded', '/connectors/io.camunda:http-json:1', 'io.camunda:http-json:1'],
  ['the name of its template', '/connectors/http-rest', 'io.camunda:http-json:1'],
  ['the name in its job type', '/connectors/http-json', 'io.camunda:http-json:1'],
  ['a job type with a slash', '/connectors/acme/orders', 'acme/orders'],
  ['a job type with a slash, encoded', `/connectors/${encodeURIComponent('acme/orders')}`, 'acme/orders'],
])('a connector is paused and resumed by %s', async (_what, path, jobType) => {
  const { call, paused } = await startService();
  expect(await call('POST', `${path}/pause`)).toMatchObject({ status: 200, body: { jobType, paused: true } });
  expect([...paused]).toEqual([jobType]);
  expect(await call('GET', path)).toMatchObject({ status: 200, body: { jobType, paused: true } });
  expect(await call('POST', `${path}/resume`)).toMatchObject({ status: 200, body: { paused: false } });
  expect([...paused]).toEqual([]);
});

test('a short name of several connectors does nothing, and says which there are', async () => {
  const { call, paused } = await startService();
  expect(await call('POST', '/connectors/email/pause')).toEqual({
    status: 400,
    body: {
      message:
        'email stands for several connectors: give the job type, one of io.camunda:email:1, acme:email:2',
    },
  });
  expect(await call('GET', '/connectors/email')).toMatchObject({ status: 400 });
  expect([...paused]).toEqual([]);
});

test.each([
  ['GET', '/connectors/fax', 'No connector here has the job type or short name fax; see GET /connectors'],
  ['POST', '/connectors/email', 'POST /connectors/NAME/pause or /resume; GET / lists what there is'],
  ['GET', '/health', 'GET /health is not here; GET / lists what there is'],
])('%s %s is told', async (method, path, message) => {
  const { call } = await startService();
  expect(await call(method, path)).toEqual({ status: 404, body: { message } });
});

test('the index lists what there is', async () => {
  const { call } = await startService();
  expect(await call('GET', '/')).toMatchObject({ status: 200, body: SERVICE_INDEX });
  for (const endpoint of Object.keys(SERVICE_INDEX.endpoints)) {
    const [method = '', path = ''] = endpoint.split(' ');
    if (path === '/metrics') continue;
    expect((await call(method, path.replace('NAME', 'http-rest'))).status, endpoint).not.toBe(404);
  }
});
