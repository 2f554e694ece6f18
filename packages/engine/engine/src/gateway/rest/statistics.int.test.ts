import { ProcessDefinitionId, ProcessDefinitionKey } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, element, flows, message, process, start, task } from '../../core/testing/bpmn.ts';
import { createTestClock, type TestClock } from '../../core/test-clock.ts';
import { expectOk, TENANT } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { AT_ONCE, connectClusterApi } from '../../testing/connect-cluster-api.ts';

const waiting = definitions(
  message('M', 'm', '="k"'),
  process(
    'w',
    start(),
    element('receiveTask', 'wait', { attributes: 'messageRef="M"' }),
    flows('start > wait'),
  ),
);
const model = (name: string): string =>
  definitions(process('p', start(), task('a'), flows('start > a'))).replace(
    'id="p"',
    `id="p" name="${name}"`,
  );

let clock: TestClock;
let engine: EmbeddedEngine;
let client: ReturnType<typeof connectClusterApi>;
const keys: string[] = [];
let startedAt: number;

const deploy = async (name: string, content: string) =>
  expectOk(await engine.core.deploy({ resources: [{ name, content }], tenantId: TENANT }));
const create = (bpmnProcessId: string, version = -1): string =>
  expectOk(engine.core.createInstance({ bpmnProcessId, version, variables: {}, tenantId: TENANT }))
    .processInstanceKey;
function failOne(worker: string, errorMessage: string): void {
  const command = { type: 'a', worker, timeoutMs: 60_000, maxJobs: 1, fetchVariables: [] };
  const [job] = expectOk(engine.core.activateJobs(command));
  expectOk(
    engine.core.failJob({
      jobKey: job?.key ?? '',
      retries: 0,
      errorMessage,
      retryBackoffMs: 0,
      variables: {},
    }),
  );
}

beforeAll(async () => {
  clock = createTestClock();
  engine = await startEngine({ clock });
  client = connectClusterApi(engine);
  await deploy('w.bpmn', waiting);
  for (const name of ['First', 'Second']) {
    const [process] = (await deploy('p.bpmn', model(name))).processes;
    keys.push(process?.processDefinitionKey ?? '');
  }
  startedAt = clock.now();
  for (const version of [1, 2, 2]) create('p', version);
  failOne('w1', 'no route');
  clock.advance(120_000);
  failOne('w2', 'no route');
  create('w');
});
afterAll(() => engine.close());

const window = () => ({
  from: new Date(startedAt - 1_000).toISOString(),
  to: new Date(clock.now() + 1_000).toISOString(),
});

test('running instances are counted by process and by version, with and without incidents', async () => {
  const byDefinition = await client.getProcessDefinitionInstanceStatistics(
    { sort: [{ field: 'activeInstancesWithIncidentCount', order: 'DESC' }] },
    AT_ONCE,
  );
  expect(byDefinition.items).toEqual([
    {
      processDefinitionId: 'p',
      tenantId: TENANT,
      latestProcessDefinitionName: 'Second',
      hasMultipleVersions: true,
      activeInstancesWithIncidentCount: 2,
      activeInstancesWithoutIncidentCount: 1,
    },
    expect.objectContaining({ processDefinitionId: 'w', hasMultipleVersions: false }),
  ]);
  const byVersion = await client.getProcessDefinitionInstanceVersionStatistics(
    {
      filter: { processDefinitionId: ProcessDefinitionId.assumeExists('p') },
      sort: [{ field: 'processDefinitionVersion', order: 'DESC' }],
    },
    AT_ONCE,
  );
  expect(byVersion.items).toMatchObject([
    {
      processDefinitionVersion: 2,
      activeInstancesWithIncidentCount: 1,
      activeInstancesWithoutIncidentCount: 1,
    },
    {
      processDefinitionVersion: 1,
      activeInstancesWithIncidentCount: 1,
      activeInstancesWithoutIncidentCount: 0,
    },
  ]);
});

test('elements are counted over the instances of a definition that match', async () => {
  const processDefinitionKey = ProcessDefinitionKey.assumeExists(keys[1] ?? '');
  const all = await client.getProcessDefinitionStatistics({ processDefinitionKey }, AT_ONCE);
  expect(all.items).toEqual([
    { elementId: 'start', active: 0, canceled: 0, incidents: 0, completed: 2 },
    { elementId: 'a', active: 1, canceled: 0, incidents: 1, completed: 0 },
  ]);
  const some = await client.getProcessDefinitionStatistics(
    { processDefinitionKey, filter: { hasIncident: false } },
    AT_ONCE,
  );
  expect(some.items).toContainEqual({ elementId: 'a', active: 1, canceled: 0, incidents: 0, completed: 0 });
});

test('open subscriptions are counted by definition', async () => {
  const { items } = await client.getProcessDefinitionMessageSubscriptionStatistics({}, AT_ONCE);
  expect(items).toMatchObject([
    { processDefinitionId: 'w', activeSubscriptions: 1, processInstancesWithActiveSubscriptions: 1 },
  ]);
});

test('incidents are counted by error, and an error by definition', async () => {
  const { items } = await client.getProcessInstanceStatisticsByError({}, AT_ONCE);
  expect(items).toEqual([
    { errorHashCode: -810_893_526, errorMessage: 'no route', activeInstancesWithErrorCount: 2 },
  ]);
  const byDefinition = await client.getProcessInstanceStatisticsByDefinition(
    { filter: { errorHashCode: items[0]?.errorHashCode ?? 0 }, sort: [{ field: 'processDefinitionKey' }] },
    AT_ONCE,
  );
  expect(byDefinition.items).toMatchObject([
    { processDefinitionName: 'First', processDefinitionVersion: 1, activeInstancesWithErrorCount: 1 },
    { processDefinitionName: 'Second', processDefinitionVersion: 2, activeInstancesWithErrorCount: 1 },
  ]);
});

test('jobs are counted as a whole, by type, worker, time and error', async () => {
  const filter = { ...window(), jobType: 'a' };
  const failedAt = new Date(startedAt + 120_000).toISOString();
  expect(await client.getGlobalJobStatistics(filter, AT_ONCE)).toMatchObject({
    created: { count: 3 },
    completed: { count: 0, lastUpdatedAt: null },
    failed: { count: 2, lastUpdatedAt: failedAt },
    isIncomplete: false,
  });
  const byType = await client.getJobTypeStatistics(
    { filter: { ...filter, jobType: { $like: '*' } } },
    AT_ONCE,
  );
  expect(byType.items).toMatchObject([
    { jobType: 'a', created: { count: 3 }, failed: { count: 2 }, workers: 2 },
  ]);
  const byWorker = await client.getJobWorkerStatistics({ filter }, AT_ONCE);
  expect(byWorker.items.map(({ worker, failed }) => [worker, failed.count])).toEqual([
    ['w1', 1],
    ['w2', 1],
  ]);
  const series = await client.getJobTimeSeriesStatistics(
    { filter: { ...filter, resolution: 'PT1M' } },
    AT_ONCE,
  );
  expect(series.items.map(({ created, failed }) => [created.count, failed.count])).toEqual([
    [3, 1],
    [0, 1],
  ]);
  const errors = await client.getJobErrorStatistics({ filter }, AT_ONCE);
  expect(errors.items).toEqual([{ errorCode: '', errorMessage: 'no route', workers: 2 }]);
});
