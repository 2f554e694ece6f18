import { startEngine } from '@jobwright/engine';
import { createMemoryJobMarks, type JobObserver } from '@jobwright/runtime';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { configurationSchema } from '../configuration/configuration.schema.ts';
import { listConnectorFacts } from './connector-facts.ts';
import { checkReadiness, type ServiceState } from './health.ts';
import { openObservers } from './open-observers.ts';
import { createServiceMetrics } from './service-metrics.ts';
import { startWorkers } from './start-workers.ts';

const toClusterSettings = (name: string, grpcAddress: string) => ({
  name,
  grpcAddress,
  auth: { method: 'none' },
});

const start = (clusters: readonly object[], lines: string[] = [], observers: readonly JobObserver[] = []) =>
  startWorkers({
    configuration: configurationSchema.parse({
      clusters,
      connectors: { bundled: ['io.camunda:http-json:1'] },
    }),
    environment: {},
    logger: pino({ level: 'error' }, { write: (line) => void lines.push(line) }),
    observers,
    marks: createMemoryJobMarks(),
    onDeath: () => undefined,
    signal: new AbortController().signal,
  });

async function findClosedAddress(): Promise<string> {
  const engine = await startEngine();
  await engine.close();
  return engine.grpcAddress;
}

test('a cluster that does not answer stops no other, and is named until it does', async () => {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const closed = await findClosedAddress();
  let state: ServiceState = { kind: 'starting' };
  const metrics = await createServiceMetrics(() => state);
  const clusters = [toClusterSettings('east', engine.grpcAddress), toClusterSettings('west', closed)];
  const observers = await openObservers(configurationSchema.parse({}), {
    logger: pino({ level: 'silent' }),
    metrics,
  });
  const workers = await start(clusters, [], observers);
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  state = { kind: 'running', workers };
  await vi.waitFor(() => expect(checkReadiness(state).status).toBe('UP'));
  expect(checkReadiness(state)).toEqual({ status: 'UP', clusters: { east: 'UP', west: 'DOWN' } });
  expect(listConnectorFacts(workers)).toMatchObject([{ cluster: 'east', jobType: 'io.camunda:http-json:1' }]);
  const scraped = await metrics.registry.metrics();
  expect(scraped).toContain('jobwright_connected{cluster="east"} 1');
  expect(scraped).toContain('jobwright_connected{cluster="west"} 0');
  expect(scraped).toContain('jobwright_jobs_in_flight{cluster="east",type="io.camunda:http-json:1"} 0');

  const west = await startEngine({ grpcPort: Number(closed.split(':').at(-1)) });
  onTestFinished(() => west.close());
  await vi.waitFor(() => expect(checkReadiness(state).clusters).toEqual({ east: 'UP', west: 'UP' }), 20_000);
}, 60_000);

test('when none answers in time, the start fails', async () => {
  const names = ['a', 'b'];
  const closed = await Promise.all(names.map(findClosedAddress));
  const clusters = closed.map((address, index) => ({
    ...toClusterSettings(names[index] ?? '', address),
    connectTimeoutSeconds: 0.5,
  }));
  await expect(start(clusters)).rejects.toThrow('None of the clusters answers: a, b');
}, 30_000);

test('a cluster whose settings are wrong is told of by name', async () => {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const lines: string[] = [];
  const wrong = { ...toClusterSettings('wrong', 'grpc://b:1'), tls: { caFile: '/none.pem' } };
  const workers = await start([toClusterSettings('east', engine.grpcAddress), wrong], lines);
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  expect(lines.join('')).toMatch(/"cluster":"wrong".*Cannot read .*none\.pem/);
}, 30_000);
