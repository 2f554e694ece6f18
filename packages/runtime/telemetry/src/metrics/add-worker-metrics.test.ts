import { createConnectorRuntime } from '@jobwright/runtime';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { answer, greet } from '../testing/jobs.ts';
import { addWorkerMetrics, type ObservedWorkers } from './add-worker-metrics.ts';

test('the current workers count, and none while there are none', async () => {
  const registry = new Registry();
  let workers: readonly ObservedWorkers[] = [];
  addWorkerMetrics(registry, () => workers);
  const scrape = async () => (await registry.metrics()).split('\n').filter((line) => /^jobwright/.test(line));
  expect(await scrape()).toEqual(['jobwright_connected 0']);

  const runtime = createConnectorRuntime({ connectors: [greet(answer)], maxJobsPerConnector: 7 });
  workers = [{ runtime, isConnected: true }];
  runtime.pause('acme:greet:1');
  expect(await scrape()).toEqual([
    'jobwright_connected 1',
    'jobwright_jobs_limit{type="acme:greet:1"} 7',
    'jobwright_connector_paused{type="acme:greet:1"} 1',
  ]);
  workers = [{ runtime, isConnected: false }];
  expect(await scrape()).toContain('jobwright_connected 0');

  workers = [
    { cluster: 'a', runtime, isConnected: true },
    { cluster: 'b', isConnected: false },
  ];
  expect(await scrape()).toEqual([
    'jobwright_connected{cluster="a"} 1',
    'jobwright_connected{cluster="b"} 0',
    'jobwright_jobs_limit{cluster="a",type="acme:greet:1"} 7',
    'jobwright_connector_paused{cluster="a",type="acme:greet:1"} 1',
  ]);
});
