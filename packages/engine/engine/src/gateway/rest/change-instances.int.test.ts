import {
  ElementId,
  ElementInstanceKey,
  type JobKey,
  ProcessDefinitionId,
  ProcessDefinitionKey,
  type ProcessInstanceKey,
} from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk, TENANT } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { AT_ONCE, connectClusterApi } from '../../testing/connect-cluster-api.ts';

let engine: EmbeddedEngine;
let client: ReturnType<typeof connectClusterApi>;
beforeAll(async () => {
  engine = await startEngine();
  client = connectClusterApi(engine);
  for (const name of ['v1.bpmn', 'v2.bpmn']) {
    const content = definitions(
      process('p', start(), task('a'), task('b'), end(), flows('start > a > b > end')),
      `<!-- ${name} -->`,
    );
    expectOk(await engine.core.deploy({ resources: [{ name, content }], tenantId: TENANT }));
  }
});
afterAll(() => engine.close());

const create = async (): Promise<ProcessInstanceKey> =>
  (
    await client.createProcessInstance({
      processDefinitionId: ProcessDefinitionId.assumeExists('p'),
      processDefinitionVersion: 1,
    })
  ).processInstanceKey;
const elementsOf = async (processInstanceKey: ProcessInstanceKey) =>
  (await client.searchElementInstances({ filter: { processInstanceKey, state: 'ACTIVE' } }, AT_ONCE)).items;

test('the official client modifies, migrates, cancels and deletes an instance', async () => {
  const processInstanceKey = await create();
  const [first] = await elementsOf(processInstanceKey);
  await client.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [{ elementId: ElementId.assumeExists('b') }],
    terminateInstructions: [
      { elementInstanceKey: ElementInstanceKey.assumeExists(first?.elementInstanceKey ?? '') },
    ],
  });
  expect(await elementsOf(processInstanceKey)).toMatchObject([{ elementId: 'b' }]);
  const { items } = await client.searchProcessDefinitions({ filter: { version: 2 } }, AT_ONCE);
  const targetProcessDefinitionKey = ProcessDefinitionKey.assumeExists(items[0]?.processDefinitionKey ?? '');
  const b = ElementId.assumeExists('b');
  await client.migrateProcessInstance({
    processInstanceKey,
    targetProcessDefinitionKey,
    mappingInstructions: [{ sourceElementId: b, targetElementId: b }],
  });
  expect(await client.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({
    processDefinitionVersion: 2,
    processDefinitionKey: targetProcessDefinitionKey,
  });
  const jobs = await client.searchJobs({ filter: { processInstanceKey } }, AT_ONCE);
  expect(jobs.items.map(({ elementId, state }) => [elementId, state])).toEqual([
    ['a', 'CANCELED'],
    ['b', 'MIGRATED'],
  ]);
  await client.cancelProcessInstance({ processInstanceKey });
  await client.deleteProcessInstance({ processInstanceKey });
  await expect(client.getProcessInstance({ processInstanceKey }, AT_ONCE)).rejects.toMatchObject({
    status: 404,
  });
});

test('the official client activates, fails, updates and completes jobs, and resolves incidents', async () => {
  const processInstanceKey = await create();
  const activate = async (): Promise<JobKey | undefined> => {
    const options = { type: 'a', worker: 'w', timeout: 60_000, maxJobsToActivate: 1 };
    return (await client.activateJobs(options)).jobs[0]?.jobKey;
  };
  const failed = await activate();
  if (!failed) throw new Error('There is no job');
  await client.failJob({ jobKey: failed, retries: 0, errorMessage: 'gone' });
  const filter = { processInstanceKey, state: 'ACTIVE' as const };
  const { items } = await client.searchIncidents({ filter }, AT_ONCE);
  expect(items).toMatchObject([{ jobKey: failed, errorType: 'JOB_NO_RETRIES' }]);
  await client.updateJob({ jobKey: failed, changeset: { retries: 2 } });
  await client.resolveProcessInstanceIncidents({ processInstanceKey });
  await expect.poll(async () => (await client.searchIncidents({ filter }, AT_ONCE)).page.totalItems).toBe(0);
  expect(await activate()).toBe(failed);
  await client.completeJob({ jobKey: failed, variables: { paid: true } });
  expect(await elementsOf(processInstanceKey)).toMatchObject([{ elementId: 'b' }]);
});

test('what is no key is refused as the gateway words it', async () => {
  const detailOf = async (path: string, body?: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${engine.restAddress}/v2${path}`, init)).json();
  };
  expect(await detailOf('/process-instances/order')).toMatchObject({
    title: 'Bad Request',
    detail: "Failed to convert 'processInstanceKey' with value: 'order'",
  });
  expect(await detailOf('/process-instances', { processDefinitionKey: 'p' })).toMatchObject({
    title: 'INVALID_ARGUMENT',
    detail: expect.stringContaining("The provided processDefinitionKey 'p' is not a valid key."),
  });
  expect(await detailOf('/process-instances/-1')).toMatchObject({ status: 404 });
});
