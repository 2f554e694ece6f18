import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { camunda8, startConnectors } from '@jobwright/camunda8';
import { type Clock, type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { toEnvironment } from '../src/testing/connect-client.ts';
import { workOn } from '../src/scenarios/work-on.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { startWireBackend, type WireBackend } from '../src/testing/wire-backend.ts';
import { startSocketServer } from '@jobwright/test-servers/vitest';
import { startUnlucky } from './testing/unlucky-service.ts';

// Nobody attacks: the disk is full, a name server is away, the clock jumps, an orchestrator is impatient.
// Jobs go on, or end in an incident that says why, and the process ends when it is asked to.
let engine: EmbeddedEngine;
let backend: WireBackend;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  [engine, backend] = await Promise.all([
    startEngine(),
    startWireBackend(({ path }) => ({ body: path === '/document' ? 'a'.repeat(20_000) : '{}' })),
  ]);
  environment = {
    ...toEnvironment(engine),
    SECRET_TOKEN: 't0ken',
  };
});
afterAll(() => Promise.all([engine?.close(), backend?.close()]));

const SOON = { timeout: 100_000, interval: 50 };
let lastId = 0;

/** Starts instances that call a URL; gives a look at how they end. */
async function startCalls(url: string, count = 1, overrides: Parameters<typeof restCall>[0] = {}) {
  const id = `unlucky-${(lastId += 1)}`;
  const content = restCall({ id, retries: 3, ...overrides });
  const deployed = await engine.core.deploy({
    resources: [{ name: `${id}.bpmn`, content }],
    tenantId: '<default>',
  });
  expect(deployed).toMatchObject({ ok: true });
  const keys = Array.from({ length: count }, () => {
    const created = engine.core.createInstance({
      bpmnProcessId: id,
      variables: { url },
      tenantId: '<default>',
    });
    if (!created.ok) throw new Error(created.rejection.reason);
    return created.value.processInstanceKey;
  });
  const states = () => keys.map((key) => engine.core.instance(key)?.state);
  return {
    completed: () =>
      vi.waitFor(() => expect(states()).toEqual(keys.map(() => 'COMPLETED')), { ...SOON, timeout: 60_000 }),
    incidents: () => keys.flatMap((key) => engine.core.instance(key)?.incidents ?? []),
  };
}

test.each(['/dev/full', 'closed pipe'] as const)(
  'a log that cannot be written ends nothing: %s',
  async (log) => {
    const service = await startUnlucky({ environment, log });
    await service.waitUntilReady();
    await (await startCalls(`${backend.url}/log`)).completed();
    expect(await service.probe('/health/live')).toBe(200);
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  },
);

test('a full disk under the documents: the call is made once, and the incident says why', async () => {
  // Files end at some size, as on a full disk; the error is another one of the same kind.
  const service = await startUnlucky({
    environment,
    before: 'ulimit -f 1',
    configuration: { documents: { folder: './documents' } },
  });
  await service.waitUntilReady();
  const calls = await startCalls(`${backend.url}/document`, 1, {
    inputs: {
      url: '=url',
      method: 'POST',
      'authentication.type': 'noAuth',
      'documentReturnFormat.choice': 'DOCUMENT',
    },
  });
  await vi.waitFor(() => expect(calls.incidents(), service.stderr()).toHaveLength(1), SOON);
  expect(calls.incidents()[0]?.message).toMatch(/document/i);
  expect(backend.requestsOf('/document')).toHaveLength(1);
  expect(await service.probe('/health/live')).toBe(200);
});

test('no file descriptors are left: jobs wait for their turn, none is lost', async () => {
  const service = await startUnlucky({ environment });
  await service.waitUntilReady();
  await promisify(execFile)('prlimit', ['--pid', String(service.process.pid), '--nofile=64:64']);
  await (
    await startCalls(`${backend.url}/many`, 100, { headers: { retryBackoff: 'PT1S' }, retries: 20 })
  ).completed();
  service.process.kill('SIGTERM');
  expect(await service.ended).toBe(0);
});

test('name servers that do not answer hold up those alone who ask them', async () => {
  const silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const service = await startUnlucky({
    environment,
    preload: `
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
const silent = ['127.0.0.1:${silent.address().port}'];
dns.setServers(silent);
for (const api of [dns, dns.promises])
  api.Resolver = class extends api.Resolver {
    constructor(options) {
      super(options);
      this.setServers(silent);
    }
  };
syncBuiltinESMExports();
`,
  });
  await service.waitUntilReady();
  for (let name = 1; name <= 8; name += 1)
    await startCalls(`http://nowhere${name}.example.com/`, 2, { retries: 1 });
  await (await startCalls(backend.url.replace('127.0.0.1', 'localhost') + '/name', 5)).completed();
  expect(await service.probe('/health/live')).toBe(200);
});

test('a clock that is set back by half a minute: the job stays with its worker', async () => {
  const now = Date.now.bind(Date);
  // The engine's own clock goes on: it is another machine.
  const apart = await startEngine({ clock: toClock(now) });
  const extend = vi.spyOn(apart.core, 'updateJobTimeout');
  let deliveries = 0;
  const slow = workOn('test:slow', async () => {
    deliveries += 1;
    await vi.waitFor(() => expect(extend.mock.calls.length).toBeGreaterThanOrEqual(3), SOON);
  });
  const workers = await startConnectors({
    connectors: [slow],
    deadlineExtensionMs: 4_000,
    clusters: [
      camunda8({
        settings: { ZEEBE_GRPC_ADDRESS: apart.grpcAddress, CAMUNDA_AUTH_STRATEGY: 'NONE' },
        activationTimeoutMs: 4_000,
      }),
    ],
  });
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await workers.close({ timeoutMs: 0 });
    await apart.close();
  });
  const content = oneTaskProcess({ id: 'slow', jobType: 'test:slow' });
  await apart.core.deploy({ resources: [{ name: 'slow.bpmn', content }], tenantId: '<default>' });
  const created = apart.core.createInstance({ bpmnProcessId: 'slow', variables: {}, tenantId: '<default>' });
  await vi.waitFor(() => expect(deliveries).toBe(1), SOON);
  vi.spyOn(Date, 'now').mockImplementation(() => now() - 30_000);
  const key = created.ok ? created.value.processInstanceKey : '';
  await vi.waitFor(() => expect(apart.core.instance(key)?.state).toBe('COMPLETED'), SOON);
  expect(deliveries).toBe(1);
});

test('asked twice to stop, it stops at once, whatever is under way', async () => {
  const silent = await startSocketServer();
  const service = await startUnlucky({ environment });
  await service.waitUntilReady();
  await startCalls(`http://127.0.0.1:${silent.port}/`, 3);
  await vi.waitFor(() => expect(silent.connections()).toBe(3), SOON);
  service.process.kill('SIGTERM');
  await vi.waitFor(() => expect(service.stderr()).toContain('"Stopping:'), SOON);
  service.process.kill('SIGTERM');
  expect(await service.ended).toBe(130);
});

test('asked to stop before there is a cluster, it stops', async () => {
  const service = await startUnlucky({
    environment: { ...environment, ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:1' },
  });
  await vi.waitFor(async () => expect(await service.probe('/health/live')).toBe(200), SOON);
  service.process.kill('SIGTERM');
  await service.ended;
});

const toClock = (now: () => number): Clock => ({
  now,
  schedule(at, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(at - now(), 0), 2_147_483_647));
    return () => clearTimeout(timer);
  },
});
