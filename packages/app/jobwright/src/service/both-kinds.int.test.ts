import { startEngine } from '@jobwright/engine';
import { createMemoryJobMarks } from '@jobwright/runtime';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { configurationSchema } from '../configuration/configuration.schema.ts';
import { startSmallEngine } from '../testing/small-engine.ts';
import { checkReadiness, type ServiceState } from './health.ts';
import { openObservers } from './open-observers.ts';
import { createServiceMetrics } from './service-metrics.ts';
import { startServiceServer } from './start-service-server.ts';
import { startWorkers } from './start-workers.ts';

const TYPE = 'io.camunda:http-json:1';
const SOON = { timeout: 30_000 };
const tenantId = '<default>';
const modelOf = (url: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="${TYPE}"/><zeebe:ioMapping><zeebe:input source="${url}/of-new" target="url"/><zeebe:input source="GET" target="method"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="a" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="b" sourceRef="t" targetRef="e"/></bpmn:process></bpmn:definitions>`;

test('one service serves a Camunda 8 cluster and an engine of Camunda 7 at once', async () => {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const old = await startSmallEngine();
  const configuration = configurationSchema.parse({
    clusters: [
      {
        name: 'new',
        grpcAddress: engine.grpcAddress,
        restAddress: engine.restAddress,
        auth: { method: 'none' },
      },
      { name: 'old', kind: 'camunda7', url: old.url, topics: { [TYPE]: 'rest' }, maxConcurrent: 5 },
    ],
    connectors: { bundled: [TYPE] },
    jobs: { maxConcurrent: 20 },
    secrets: { audit: false },
  });
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  let state: ServiceState = { kind: 'starting' };
  const metrics = await createServiceMetrics(() => state);
  const workers = await startWorkers({
    configuration,
    environment: {},
    logger,
    observers: await openObservers(configuration, { logger, metrics }),
    marks: createMemoryJobMarks(),
    onDeath: () => undefined,
    signal: new AbortController().signal,
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  state = { kind: 'running', workers };
  const server = await startServiceServer({
    ...{ host: '127.0.0.1', port: 0, adminToken: undefined },
    state: () => state,
    metrics: metrics.registry,
  });
  onTestFinished(() => server.close());
  await vi.waitFor(() => expect(checkReadiness(state).clusters).toEqual({ new: 'UP', old: 'UP' }), SOON);

  await engine.core.deploy({ resources: [{ name: 'p.bpmn', content: modelOf(old.url) }], tenantId });
  const created = engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId });
  const key = created.ok ? created.value.processInstanceKey : '';
  old.add('rest', { url: `${old.url}/of-old`, method: 'GET' });
  await vi.waitFor(() => expect(engine.core.instance(key)?.state).toBe('COMPLETED'), SOON);
  const requests = () => old.requests.map(({ request }) => request);
  await vi.waitFor(() => expect(requests()).toContain('POST /external-task/task-1/complete'), SOON);
  expect(requests()).toEqual(expect.arrayContaining(['GET /of-new', 'GET /of-old']));

  const scraped = await (await fetch(`${server.address}/metrics`)).text();
  for (const cluster of ['new', 'old']) {
    expect(scraped).toContain(`jobwright_connected{cluster="${cluster}"} 1`);
    expect(scraped).toContain(
      `jobwright_job_ends_total{cluster="${cluster}",type="${TYPE}",outcome="complete"} 1`,
    );
  }

  const call = async (path: string, method = 'POST') => {
    const answer = await fetch(`${server.address}/connectors/${encodeURIComponent(TYPE)}${path}`, { method });
    return [answer.status, await answer.json()] as const;
  };
  expect(await call('/pause?cluster=old')).toMatchObject([200, { cluster: 'old', paused: true }]);
  const all = (await (await fetch(`${server.address}/connectors`)).json()) as { items: object[] };
  expect(all.items).toMatchObject([
    { cluster: 'new', paused: false },
    { cluster: 'old', paused: true },
  ]);
  expect(await call('/pause?cluster=other')).toMatchObject([
    404,
    { message: expect.stringContaining('there are new, old') },
  ]);
  await call('/pause');
  expect(workers.runtime.isPaused(TYPE)).toBe(true);
  expect(await call('/resume')).toMatchObject([200, { cluster: 'new', paused: false }]);
  expect(workers.clusters.map((cluster) => cluster.isPaused(TYPE))).toEqual([false, false]);
}, 60_000);
