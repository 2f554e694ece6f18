import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectSdk } from '../../testing/connect-sdk.ts';

const model = definitions(process('p', start(), task('a'), task('b'), end(), flows('start > a > b > end')));

let engine: EmbeddedEngine;
let key: string;
beforeEach(async () => {
  engine = await startEngine();
  const resources = [{ name: 'p.bpmn', content: model }];
  expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' };
  key = expectOk(engine.core.createInstance(command)).processInstanceKey;
});
afterEach(() => engine.close());

const post = (path: string, body: unknown = {}): Promise<Response> =>
  fetch(`${engine.restAddress}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const keyOf = (elementId: string): string =>
  engine.core.history(key)?.elements.find((element) => element.elementId === elementId)?.elementInstanceKey ??
  '';

test('an instance is modified and cancelled', async () => {
  const path = `/v2/process-instances/${key}`;
  const moved = await post(`${path}/modification`, {
    moveInstructions: [
      {
        sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'a' },
        targetElementId: 'b',
        ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
        variableInstructions: [{ variables: { moved: true } }],
      },
    ],
  });
  expect(moved.status).toBe(204);
  expect(engine.core.instance(key)).toMatchObject({ activeElements: ['b'], variables: { moved: true } });
  const activated = await post(`${path}/modification`, {
    activateInstructions: [{ elementId: 'a', ancestorElementInstanceKey: '-1' }],
    terminateInstructions: [{ elementInstanceKey: keyOf('b') }],
  });
  expect(activated.status).toBe(204);
  expect(engine.core.instance(key)?.activeElements).toEqual(['a']);
  const refused = await post(`${path}/modification`, { activateInstructions: [{ elementId: 'x' }] });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    title: 'INVALID_ARGUMENT',
    detail: expect.stringContaining("with an element that could not be found: 'x'"),
  });
  const both = { terminateInstructions: [{ elementInstanceKey: '1', elementId: 'a' }] };
  expect((await post(`${path}/modification`, both)).status).toBe(400);
  expect((await post('/v2/process-instances/2251799813699999/modification')).status).toBe(404);
  expect((await post(`${path}/cancellation`)).status).toBe(204);
  expect(engine.core.instance(key)?.state).toBe('TERMINATED');
  expect((await post(`${path}/cancellation`)).status).toBe(404);
});

test('Camunda’s client modifies an instance', async () => {
  const client = connectSdk(engine).getZeebeGrpcApiClient();
  try {
    await client.modifyProcessInstance({
      processInstanceKey: key,
      activateInstructions: [
        {
          elementId: 'b',
          ancestorElementInstanceKey: '-1',
          variableInstructions: [{ variables: { own: 1 }, scopeId: 'b' }],
        },
      ],
      terminateInstructions: [{ elementInstanceKey: keyOf('a') }],
    });
    expect(engine.core.instance(key)?.activeElements).toEqual(['b']);
    const unknown = { processInstanceKey: '2251799813699999', activateInstructions: [] };
    await expect(client.modifyProcessInstance(unknown)).rejects.toThrow('no process instance found with key');
  } finally {
    await client.close();
  }
});

async function deployTarget(): Promise<string> {
  const content = definitions(process('q', start(), task('c'), flows('start > c')));
  const resources = [{ name: 'q.bpmn', content }];
  const deployment = expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
  return deployment.processes[0]?.processDefinitionKey ?? '';
}

test('an instance is migrated', async () => {
  const targetProcessDefinitionKey = await deployTarget();
  const path = `/v2/process-instances/${key}/migration`;
  const refused = await post(path, { targetProcessDefinitionKey, mappingInstructions: [] });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    title: 'INVALID_STATE',
    detail: expect.stringContaining("no mapping instruction defined for active element with id 'a'"),
  });
  const mappingInstructions = [{ sourceElementId: 'a', targetElementId: 'c' }];
  expect((await post(path, { mappingInstructions })).status).toBe(400);
  expect((await post(path, { targetProcessDefinitionKey, mappingInstructions })).status).toBe(204);
  expect(engine.core.instance(key)).toMatchObject({ bpmnProcessId: 'q', activeElements: ['c'] });
});

test('Camunda’s client migrates an instance', async () => {
  const targetProcessDefinitionKey = await deployTarget();
  const client = connectSdk(engine).getZeebeGrpcApiClient();
  try {
    const mappingInstructions = [{ sourceElementId: 'a', targetElementId: 'c' }];
    const migrationPlan = { targetProcessDefinitionKey, mappingInstructions };
    await client.migrateProcessInstance({ processInstanceKey: key, migrationPlan });
    expect(engine.core.instance(key)?.activeElements).toEqual(['c']);
    await expect(client.migrateProcessInstance({ processInstanceKey: key, migrationPlan })).rejects.toThrow(
      "non-existing source element id 'a'",
    );
  } finally {
    await client.close();
  }
});
