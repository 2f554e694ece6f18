import { createServer, type RequestListener } from 'node:http';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { startConnectors } from '@jobwright/runtime';
import { defineConnector, type OperationContext } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { startTcpProxy } from '@jobwright/test-servers';
import { listen, startProxy } from '@jobwright/test-servers/vitest';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { camunda8 } from './camunda8.ts';
import type { Camunda8Options } from './camunda8-options.ts';
import type { ConnectorWorkersOptions } from './worker-options.ts';
import { outliveDeadline } from './testing/outlive-deadline.ts';
import { greet, processOf } from './testing/processes.ts';

const TYPE = 'acme:greet:1';
const LOST = 'The engine does not deliver jobs; retrying';
const BACK = 'The engine answers again';
const SOON = { interval: 10 };
const tenantId = '<default>';

async function openEngine(options: Parameters<typeof startEngine>[0] = {}) {
  const engine = await startEngine(options);
  onTestFinished(() => engine.close());
  const resources = [{ name: 'p.bpmn', content: processOf('p', [{ type: TYPE }]) }];
  for (const tenant of [tenantId, ...(options.tenantIds ?? [])])
    await engine.core.deploy({ resources, tenantId: tenant });
  return engine;
}
const start = ({ core }: EmbeddedEngine, variables: object = { name: 'Ada' }, tenant = tenantId) =>
  core.createInstance({ bpmnProcessId: 'p', version: -1, variables: variables as never, tenantId: tenant });

interface Work extends Partial<ConnectorWorkersOptions>, Pick<Camunda8Options, 'transport'> {
  readonly address: string;
  readonly run?: (context: OperationContext) => Promise<unknown>;
}

/** Connectors that have the REST address alone; there is nothing at the address of gRPC. */
async function work({ address, run, ...options }: Work) {
  const lines: string[] = [];
  const log = (_fields: unknown, message: string) => void lines.push(message);
  const workers = await startConnectors({
    connectors: [greet(TYPE, run)],
    clusters: [
      camunda8({
        settings: {
          ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:1',
          ZEEBE_REST_ADDRESS: address,
          CAMUNDA_AUTH_STRATEGY: 'NONE',
        },
        transport: 'rest',
        connectTimeoutMs: 60_000,
        environment: {},
        ...options,
      }),
    ],
    logger: { debug: () => undefined, info: log, warn: log, error: log },
    ...options,
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const statistics = () => workers.runtime.statistics()[TYPE];
  const done = (count: number) => vi.waitFor(() => expect(statistics()?.complete).toBe(count), SOON);
  return { workers, statistics, done, lines: () => lines.slice(1) };
}

async function openProxied() {
  const engine = await openEngine();
  const proxy = await startTcpProxy(new URL(engine.restAddress).host);
  onTestFinished(() => proxy.close());
  return { engine, proxy, address: `http://${proxy.address}` };
}

/** A gateway before the engine whose answers can be replaced. */
async function openGateway() {
  const engine = await openEngine();
  const state: { answer?: RequestListener } = {};
  const server = createServer((request, response) => {
    if (state.answer !== undefined) return state.answer(request, response);
    void (async () => {
      const chunks = await request.toArray();
      const answer = await fetch(`${engine.restAddress}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json' },
        ...(request.method !== 'GET' && { body: Buffer.concat(chunks) }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
    })().catch(() => response.destroy());
  });
  const { port } = await listen(server);
  return { engine, state, address: `http://127.0.0.1:${port}` };
}

describe('jobs over REST', () => {
  test('run without a connection of gRPC, and one line says so', async () => {
    const engine = await openEngine();
    const log: string[] = [];
    const { done, workers } = await work({
      address: engine.restAddress,
      logger: {
        debug: () => undefined,
        info: (fields, message) => void log.push(`${message} ${JSON.stringify(fields)}`),
        warn: () => undefined,
        error: () => undefined,
      },
    });
    expect(log).toEqual([
      `Jobs come over REST: they are polled, not pushed {"restAddress":"${engine.restAddress}"}`,
    ]);
    start(engine);
    await done(1);
    expect(workers.isConnected).toBe(true);
  });

  test('keep the digits of big integers in both directions', async () => {
    const engine = await openEngine();
    const headers = { resultExpression: '={back: response.sent}' };
    const content = processOf('big', [{ type: TYPE, headers, inputs: { sent: '=big' } }]);
    await engine.core.deploy({ resources: [{ name: 'big.bpmn', content }], tenantId });
    const echo = defineConnector({
      type: TYPE,
      name: 'Echo',
      input: z.object({ sent: z.unknown().meta({ title: 'Sent' }) }),
      output: z.unknown(),
      run: async ({ sent }) => ({ sent }),
    });
    await work({ address: engine.restAddress, connectors: [echo] });
    const big = 9_007_199_254_740_993n;
    const created = engine.core.createInstance({
      bpmnProcessId: 'big',
      version: -1,
      variables: { big },
      tenantId,
    });
    const ended = new Promise((resolve) => {
      if (created.ok) engine.core.onInstanceEnd(created.value.processInstanceKey, resolve);
    });
    expect(await ended).toMatchObject({ variables: { big, back: big } });
  });

  test('are those of the named tenants', async () => {
    const engine = await openEngine({ tenantIds: ['acme', 'globex'] });
    const { done, statistics } = await work({ address: engine.restAddress, tenantIds: ['acme', 'globex'] });
    for (const tenant of ['acme', 'globex', tenantId]) start(engine, { name: 'x' }, tenant);
    await done(2);
    expect(statistics()?.activated).toBe(2);
  });

  test('are never asked for beyond the limit, and all get done', async () => {
    const engine = await openEngine();
    let running = 0;
    let most = 0;
    const run = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
    };
    for (let count = 0; count < 60; count += 1) start(engine);
    const { done } = await work({ address: engine.restAddress, run, maxJobsPerConnector: 7 });
    await done(60);
    expect(most).toBeLessThanOrEqual(7);
  });

  test('are not looked at for priorities, since they are polled anyway', async () => {
    const engine = await openEngine();
    const priority = '<zeebe:jobPriorityDefinition priority="7" />';
    const content = processOf('p', [{ type: TYPE }]).replace('<zeebe:taskHeaders>', `${priority}$&`);
    await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId });
    const priorities: (number | undefined)[] = [];
    const run = async ({ job }: OperationContext) => void priorities.push(job.priority);
    const { done, lines } = await work({ address: engine.restAddress, run });
    start(engine);
    await done(1);
    expect(priorities).toEqual([7]);
    expect(lines()).toEqual([]);
  });

  test('live longer than their first deadline', async () => {
    const engine = await openEngine();
    const { done, statistics } = await work({
      address: engine.restAddress,
      run: outliveDeadline(engine, 4_000),
      activationTimeoutMs: 4_000,
      deadlineExtensionMs: 4_000,
    });
    start(engine);
    await done(1);
    expect(statistics()).toMatchObject({ activated: 1, gone: 0 });
  });
});

describe('a shutdown', () => {
  const endless = ({ signal }: OperationContext) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

  test('lets polls end, and hands back what they bring, with all retries', async () => {
    const { engine, proxy, address } = await openProxied();
    const polled = proxy.sent('/v2/jobs/activation');
    const { workers, statistics } = await work({ address });
    await polled;
    const closing = workers.close({ timeoutMs: 20_000 });
    start(engine);
    await closing;
    expect(statistics()).toMatchObject({ activated: 1, handedBack: 1 });
    expect(engine.core.jobs()).toMatchObject([{ state: 'ACTIVATABLE', retries: 3 }]);
  });

  test('without time cancels polls: the next worker gets each job at once', async () => {
    const engine = await openEngine();
    const first = await work({ address: engine.restAddress, run: endless });
    start(engine);
    await vi.waitFor(() => expect(first.workers.runtime.jobsInFlight(TYPE)).toBe(1), SOON);
    await first.workers.close({ timeoutMs: 0 });
    expect(first.statistics()).toMatchObject({ handedBack: 1 });
    const retries: number[] = [];
    const second = await work({
      address: engine.restAddress,
      run: async ({ job }) => void retries.push(job.retries),
    });
    await second.done(1);
    expect(retries).toEqual([3]);
  });
});

describe('an outage', () => {
  test('of an engine that is started again on the same port is one line, and one when it is back', async () => {
    const engine = await openEngine();
    const { workers, done, lines } = await work({ address: engine.restAddress });
    start(engine);
    await done(1);
    await engine.close();
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
    const again = await openEngine({ restPort: Number(new URL(engine.restAddress).port) });
    start(again);
    await done(2);
    await vi.waitFor(() => expect(lines()).toEqual([LOST, BACK]), SOON);
  });

  test('is not one when a gateway closes its connections and another is there', async () => {
    const { engine, proxy, address } = await openProxied();
    const { done, lines } = await work({ address });
    for (const count of [1, 2, 3]) {
      const polled = proxy.sent('/v2/jobs/activation');
      proxy.dropConnections();
      await polled;
      start(engine);
      await done(count);
    }
    expect(lines()).toEqual([]);
  });

  test.each([500, 502, 503, 504])(
    'in which a proxy answers %i is over when the cluster answers',
    async (status) => {
      const { engine, state, address } = await openGateway();
      const { workers, done, lines } = await work({ address });
      state.answer = (_request, response) => void response.writeHead(status).end('<html>');
      start(engine);
      await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
      delete state.answer;
      await done(1);
      await vi.waitFor(() => expect(lines()).toEqual([LOST, BACK]), SOON);
    },
  );
});

test('a cluster that pushes back is left alone for as long as it asks', async () => {
  const { engine, state, address } = await openGateway();
  const { done, lines } = await work({ address });
  const asked: number[] = [];
  state.answer = (_request, response) => {
    asked.push(performance.now());
    response.writeHead(429, { 'retry-after': '1' }).end();
    if (asked.length === 2) delete state.answer;
  };
  start(engine);
  await done(1);
  expect(asked).toHaveLength(2);
  expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(990);
  expect(lines()).toEqual([]);
});

test('jobs go through the proxy of the network, and its limits do not hold them up', async () => {
  const engine = await openEngine();
  const proxy = await startProxy();
  const network = createOutboundNetwork({
    proxies: { http: { url: proxy.url } },
    limits: { '*': { maxConcurrent: 1 } },
  });
  const { done } = await work({ address: engine.restAddress, network });
  start(engine);
  start(engine);
  await done(2);
  expect(proxy.asked).toContain(`POST ${engine.restAddress}/v2/jobs/activation`);
});
