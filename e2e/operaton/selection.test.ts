import { camunda7, type Camunda7Options } from '@jobwright/camunda7';
import { startConnectors, type StartConnectorsOptions } from '@jobwright/runtime';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { workOn } from '../src/scenarios/work-on.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const SOON = { interval: 50 };

/** A connector that keeps the ids of the instances that it worked for, in their order. */
async function work(
  jobType: string,
  cluster: Partial<Camunda7Options>,
  options: Partial<StartConnectorsOptions> = {},
) {
  const seen: string[] = [];
  const workers = await startConnectors({
    connectors: [workOn(jobType, async ({ job }) => void seen.push(job.processInstanceKey))],
    clusters: [camunda7({ url: world.url, ...cluster })],
    ...options,
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  return seen;
}

test('tasks of the given tenants, or of none', async () => {
  const topic = 'test:tenants';
  const [acme, globex, none] = await Promise.all([
    world.deployModel({ topic, tenantId: 'acme' }),
    world.deployModel({ topic, tenantId: 'globex' }),
    world.deployModel({ topic }),
  ]);
  const [ofAcme, ofGlobex, ofNone] = await Promise.all([
    acme.startTyped({}),
    globex.startTyped({}),
    none.startTyped({}),
  ]);
  const first = await work(topic, { tenantIds: ['acme'] });
  await vi.waitFor(() => expect(first).toEqual([ofAcme]), SOON);
  const second = await work(topic, { withoutTenant: true });
  await vi.waitFor(() => expect(second).toEqual([ofNone]), SOON);
  const all = await work(topic, {});
  await vi.waitFor(() => expect(all).toEqual([ofGlobex]), SOON);
  expect([first, second]).toEqual([[ofAcme], [ofNone]]);
});

test('tasks of the given processes', async () => {
  const topic = 'test:processes';
  const [wanted, other] = await Promise.all([world.deployModel({ topic }), world.deployModel({ topic })]);
  const ofOther = await other.startTyped({});
  const ofWanted = await wanted.startTyped({});
  const seen = await work(topic, { processDefinitionKeys: [wanted.id] });
  await vi.waitFor(() => expect(seen).toEqual([ofWanted]), SOON);
  const rest = await work(topic, {});
  await vi.waitFor(() => expect(rest).toEqual([ofOther]), SOON);
});

test('the most urgent tasks first', async () => {
  const topic = 'test:priorities';
  const low = await world.deployModel({ topic, priority: 1 });
  const high = await world.deployModel({ topic, priority: 100 });
  const ids: string[] = [];
  for (const process of [low, low, high, high]) ids.push(await process.startTyped({}));
  const seen = await work(topic, {}, { maxConcurrentJobs: 1 });
  await vi.waitFor(() => expect(seen).toHaveLength(4), SOON);
  expect(new Set(seen.slice(0, 2))).toEqual(new Set(ids.slice(2)));
});

test('several topics of one connector', async () => {
  const [one, other] = await Promise.all([world.deployModel({}), world.deployModel({})]);
  const jobType = 'acme:work:1';
  const seen = await work(jobType, { topics: { [jobType]: [one.jobType, other.jobType] } });
  const ids = [await one.startTyped({}), await other.startTyped({})];
  await vi.waitFor(() => expect(new Set(seen)).toEqual(new Set(ids)), SOON);
});

test('the business key is in the log', async () => {
  const process = await world.deployModel({});
  const lines: object[] = [];
  const note = (fields: object) => void lines.push(fields);
  const workers = await startConnectors({
    connectors: [workOn(process.jobType, async ({ logger }) => logger.info({}, 'at work'))],
    clusters: [world.cluster()],
    logger: { debug: note, info: note, warn: note, error: note },
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  await process.typedResult({ businessKey: 'order-4711' });
  expect(JSON.stringify(lines)).toContain('order-4711');
});
