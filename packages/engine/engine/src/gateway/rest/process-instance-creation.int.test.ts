import {
  BusinessId,
  ProcessDefinitionId,
  ProcessDefinitionKey,
  type Tag,
} from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk, TENANT } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectClusterApi } from '../../testing/connect-cluster-api.ts';

let engine: EmbeddedEngine;
let client: ReturnType<typeof connectClusterApi>;
let definitionKey: string;
beforeAll(async () => {
  engine = await startEngine();
  client = connectClusterApi(engine);
  const content = definitions(process('p', start(), task('a'), end(), flows('start > a > end')));
  const { processes } = expectOk(
    await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: TENANT }),
  );
  definitionKey = processes[0]?.processDefinitionKey ?? '';
});
afterAll(() => engine.close());

const post = async (body: unknown): Promise<readonly [number, unknown]> => {
  const response = await fetch(`${engine.restAddress}/v2/process-instances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [response.status, await response.json()];
};

test('a process instance is created by id or key, with tags and business id', async () => {
  const byId = await client.createProcessInstance({
    processDefinitionId: ProcessDefinitionId.assumeExists('p'),
    variables: { amount: 5 },
    tags: ['eu' as Tag],
    businessId: BusinessId.assumeExists('order-1'),
  });
  expect(byId).toMatchObject({
    processDefinitionVersion: 1,
    variables: {},
    tags: ['eu'],
    businessId: 'order-1',
  });
  expect(engine.core.instance(byId.processInstanceKey)).toMatchObject({ variables: { amount: 5 } });
  const byKey = await client.createProcessInstance({
    processDefinitionKey: ProcessDefinitionKey.assumeExists(definitionKey),
    startInstructions: [],
  });
  expect(byKey).toMatchObject({ processDefinitionId: 'p', tags: [], businessId: null });
  await client.cancelProcessInstance({ processInstanceKey: byKey.processInstanceKey });
  expect(engine.core.instance(byKey.processInstanceKey)?.state).toBe('TERMINATED');
});

test('a request that waits is answered with the variables at the end, or that the time is up', async () => {
  const finish = engine.core.onJobAvailable(
    'a',
    (jobKeys) =>
      jobKeys.forEach((jobKey) =>
        engine.core.completeJob({ jobKey, variables: { paid: true, secret: 'x' } }),
      ),
    'stream',
  );
  const answer = await client.createProcessInstance({
    processDefinitionId: ProcessDefinitionId.assumeExists('p'),
    awaitCompletion: true,
    fetchVariables: ['paid'],
  });
  expect(answer.variables).toEqual({ paid: true });
  finish();
  expect(await post({ processDefinitionId: 'p', awaitCompletion: true, requestTimeout: 1 })).toEqual([
    504,
    {
      type: 'about:blank',
      title: 'DEADLINE_EXCEEDED',
      status: 504,
      detail: 'Expected to handle request, but request timed out between gateway and broker',
      instance: '/v2/process-instances',
    },
  ]);
});

test('an instance that cannot be created is refused as the gateway words it', async () => {
  const choices = '[processDefinitionId, processDefinitionKey]';
  expect(await post({})).toMatchObject([400, { detail: `At least one of ${choices} is required.` }]);
  expect(await post({ processDefinitionId: 'p', processDefinitionKey: '1' })).toMatchObject([
    400,
    { detail: `Only one of ${choices} is allowed.` },
  ]);
  expect(await post({ processDefinitionId: 'unknown' })).toMatchObject([
    404,
    {
      title: 'NOT_FOUND',
      detail:
        "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'unknown', but none found",
    },
  ]);
});
