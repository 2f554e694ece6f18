import { camunda7 } from '@jobwright/camunda7';
import { startConnectors } from '@jobwright/runtime';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { BACK, createOutageLog, defineOutages, LOST, startMany } from '../src/scenarios/outages.ts';
import { workOn } from '../src/scenarios/work-on.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';
import { startEngineProxy } from './testing/engine-proxy.ts';

const world = connectCamunda7World(inject('engineUrl'));
const SOON = { timeout: 50_000, interval: 50 };

defineOutages(() => world);

/** A connector behind a proxy. */
async function work() {
  const task = await world.deploy();
  const proxy = await startEngineProxy(world.url);
  const { lines, logger } = createOutageLog();
  const keys: string[] = [];
  const workers = await startConnectors({
    connectors: [workOn(task.jobType, async ({ job }) => void keys.push(job.key))],
    logger,
    clusters: [camunda7({ url: proxy.url })],
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const complete = (count: number) =>
    vi.waitFor(() => expect(workers.runtime.statistics()[task.jobType]?.complete).toBe(count), SOON);
  return { task, proxy, lines, workers, keys, complete };
}

test.each([500, 502, 503])('an engine that answers %i for a while', async (status) => {
  const { task, proxy, lines, workers, complete } = await work();
  await startMany([task], 2);
  await complete(2);
  proxy.answerWith(status);
  await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
  const { length: before } = proxy.asked;
  await startMany([task], 2);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  // It waits longer each time instead of asking again and again.
  expect(proxy.asked.length - before).toBeLessThan(10);
  proxy.answerWith(undefined);
  await complete(4);
  await vi.waitFor(() => expect(lines).toEqual([LOST, BACK]), SOON);
});

test('an answer to the engine of which no reply arrives counts once', async () => {
  const { task, proxy, keys, complete } = await work();
  proxy.loseAnswerOf(/\/complete$/);
  await startMany([task], 1);
  await complete(1);
  expect(keys).toHaveLength(1);
  expect(proxy.asked.filter((path) => path.endsWith('/complete')).length).toBeGreaterThan(1);
});
