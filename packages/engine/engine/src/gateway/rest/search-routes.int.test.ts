import {
  ElementId,
  ElementInstanceKey,
  IncidentKey,
  ProcessDefinitionKey,
  ProcessInstanceKey,
  UserTaskKey,
  VariableKey,
} from '@camunda8/orchestration-cluster-api';
import type { JsonObject } from '@jobwright/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  definitions,
  element,
  end,
  extensions,
  flows,
  process,
  start,
  task,
} from '../../core/testing/bpmn.ts';
import { expectOk, TENANT } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { AT_ONCE, connectClusterApi } from '../../testing/connect-cluster-api.ts';

const files = {
  'p.bpmn': definitions(process('p', start(), task('a'), task('b'), end(), flows('start > a > b > end'))),
  'caller.bpmn': definitions(
    process(
      'caller',
      start(),
      element('callActivity', 'call', { body: extensions('<zeebe:calledElement processId="p" />') }),
      end(),
      flows('start > call > end'),
    ),
  ),
  'form.bpmn': definitions(
    process(
      'withForm',
      element('startEvent', 'start', { body: extensions('<zeebe:formDefinition formId="order-form" />') }),
      task('a'),
      flows('start > a'),
    ),
  ),
  'task.bpmn': definitions(
    process(
      'withTask',
      start(),
      element('userTask', 'review', {
        body: extensions(
          '<zeebe:userTask />',
          '<zeebe:ioMapping><zeebe:input source="=amount * 2" target="amount" /></zeebe:ioMapping>',
        ),
      }),
      flows('start > review'),
    ),
  ),
  'order.form': '{"id":"order-form","type":"default","components":[]}',
};

let engine: EmbeddedEngine;
let client: ReturnType<typeof connectClusterApi>;
beforeAll(async () => {
  engine = await startEngine();
  client = connectClusterApi(engine);
  const resources = Object.entries(files).map(([name, content]) => ({ name, content }));
  expectOk(await engine.core.deploy({ resources, tenantId: TENANT }));
});
afterAll(() => engine.close());

const create = (bpmnProcessId: string, variables: JsonObject = {}): ProcessInstanceKey =>
  ProcessInstanceKey.assumeExists(
    expectOk(engine.core.createInstance({ bpmnProcessId, version: -1, variables, tenantId: TENANT }))
      .processInstanceKey,
  );
const activate = (processInstanceKey: string, type = 'a') => {
  const ofInstance = engine.core.jobs().find((job) => job.processInstanceKey === processInstanceKey);
  const jobKeys = ofInstance ? [ofInstance.key] : [];
  const command = { type, worker: 'w1', timeoutMs: 60_000, maxJobs: 1, fetchVariables: [], jobKeys };
  const [job] = expectOk(engine.core.activateJobs(command));
  if (!job) throw new Error('There is no job');
  return job;
};

test('process definitions are found, read, and have the form they start with', async () => {
  const changed = files['p.bpmn'].replace('id="p"', 'id="p" name="Parcel"');
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content: changed }], tenantId: TENANT }));
  const all = await client.searchProcessDefinitions({ filter: { processDefinitionId: 'p' } }, AT_ONCE);
  expect(all.items.map(({ version, name }) => [version, name])).toEqual([
    [1, null],
    [2, 'Parcel'],
  ]);
  const latest = await client.searchProcessDefinitions(
    { filter: { isLatestVersion: true }, sort: [{ field: 'processDefinitionId', order: 'DESC' }] },
    AT_ONCE,
  );
  expect(latest.items.map(({ processDefinitionId, version }) => [processDefinitionId, version])).toEqual([
    ['withTask', 1],
    ['withForm', 1],
    ['p', 2],
    ['caller', 1],
  ]);
  const [, withForm] = latest.items;
  expect(latest.page.startCursor).toBeNull();
  const refused = async (rest: object): Promise<unknown> => {
    const answer = await fetch(`${engine.restAddress}/v2/process-definitions/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ filter: { isLatestVersion: true }, ...rest }),
    });
    return answer.json();
  };
  expect(await refused({ sort: [{ field: 'version' }] })).toMatchObject({
    detail: expect.stringContaining("The field 'version' is not supported."),
  });
  expect(await refused({ page: { from: 1 } })).toMatchObject({
    detail: expect.stringContaining("The field 'from' is not supported."),
  });
  const key = ProcessDefinitionKey.assumeExists(withForm?.processDefinitionKey ?? '');
  expect(withForm).toMatchObject({ hasStartForm: true, state: 'ACTIVE', resourceName: 'form.bpmn' });
  expect(await client.getProcessDefinition({ processDefinitionKey: key }, AT_ONCE)).toEqual(withForm);
  expect(await client.getStartProcessForm({ processDefinitionKey: key }, AT_ONCE)).toMatchObject({
    formId: 'order-form',
    schema: files['order.form'],
  });
  const { processDefinitionKey } = all.items[0] ?? { processDefinitionKey: key };
  const path = `/v2/process-definitions/${processDefinitionKey}/form`;
  expect((await fetch(`${engine.restAddress}${path}`)).status).toBe(204);
  expectOk(engine.core.deleteResource({ resourceKey: processDefinitionKey }));
  expect(await client.getProcessDefinition({ processDefinitionKey }, AT_ONCE)).toMatchObject({
    state: 'DELETED',
    version: 1,
  });
});

test('elements are found with their type, name and incident, and counted', async () => {
  const processInstanceKey = create('p');
  expectOk(engine.core.completeJob({ jobKey: activate(processInstanceKey).key, variables: {} }));
  const { key: jobKey } = activate(processInstanceKey, 'b');
  expectOk(
    engine.core.failJob({ jobKey, retries: 0, errorMessage: 'gone', retryBackoffMs: 0, variables: {} }),
  );
  const found = await client.searchElementInstances(
    { filter: { processInstanceKey }, sort: [{ field: 'startDate' }] },
    AT_ONCE,
  );
  expect(
    found.items.map(({ elementId, type, state, hasIncident }) => [elementId, type, state, hasIncident]),
  ).toEqual([
    ['start', 'START_EVENT', 'COMPLETED', false],
    ['a', 'SERVICE_TASK', 'COMPLETED', false],
    ['b', 'SERVICE_TASK', 'ACTIVE', true],
  ]);
  const [, , active] = found.items;
  const elementInstanceKey = ElementInstanceKey.assumeExists(active?.elementInstanceKey ?? '');
  expect(await client.getElementInstance({ elementInstanceKey }, AT_ONCE)).toEqual(active);
  const incidents = await client.searchElementInstanceIncidents({ elementInstanceKey }, AT_ONCE);
  expect(incidents.items).toMatchObject([{ incidentKey: active?.incidentKey, jobKey, state: 'ACTIVE' }]);
  expect((await client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE)).items).toEqual([
    { elementId: 'start', active: 0, canceled: 0, incidents: 0, completed: 1 },
    { elementId: 'a', active: 0, canceled: 0, incidents: 0, completed: 1 },
    { elementId: 'b', active: 0, canceled: 0, incidents: 1, completed: 0 },
  ]);
  const { items: taken } = await client.getProcessInstanceSequenceFlows({ processInstanceKey }, AT_ONCE);
  expect(taken.map(({ sequenceFlowId }) => sequenceFlowId)).toEqual(
    taken.map(({ elementId }) => `${processInstanceKey}_${elementId}`),
  );
  expect(taken).toHaveLength(2);
});

test('variables are found in their scopes, shortened unless the request says otherwise, and set', async () => {
  const long = 'x'.repeat(10_000);
  const processInstanceKey = create('p', { long, amount: 5 });
  const elements = await client.searchElementInstances(
    { filter: { processInstanceKey, elementId: ElementId.assumeExists('a') } },
    AT_ONCE,
  );
  const elementInstanceKey = ElementInstanceKey.assumeExists(elements.items[0]?.elementInstanceKey ?? '');
  await client.createElementInstanceVariables({ elementInstanceKey, variables: { local: [1] }, local: true });
  const query = { filter: { processInstanceKey }, sort: [{ field: 'name' as const }] };
  const found = await client.searchVariables(query, AT_ONCE);
  expect(
    found.items.map(({ name, value, scopeKey, isTruncated }) => [name, value.length, scopeKey, isTruncated]),
  ).toEqual([
    ['amount', 1, processInstanceKey, false],
    ['local', 3, elementInstanceKey, false],
    ['long', 8_191, processInstanceKey, true],
  ]);
  const whole = await client.searchVariables({ ...query, truncateValues: false }, AT_ONCE);
  expect(whole.items[2]).toMatchObject({ value: JSON.stringify(long), isTruncated: false });
  const variableKey = VariableKey.assumeExists(found.items[2]?.variableKey ?? '');
  expect(await client.getVariable({ variableKey }, AT_ONCE)).toMatchObject({
    name: 'long',
    value: JSON.stringify(long),
  });
  const filter = {
    value: { $like: '*1*' },
    variableKey: { $in: found.items.map((item) => item.variableKey) },
  };
  expect((await client.searchVariables({ filter }, AT_ONCE)).items).toMatchObject([{ name: 'local' }]);
});

test('a user task has the variables of all scopes around it, and in effect those of the innermost', async () => {
  const processInstanceKey = create('withTask', { amount: 5, name: 'x' });
  const [task] = engine.core.userTasks();
  const userTaskKey = UserTaskKey.assumeExists(task?.key ?? '');
  const query = { userTaskKey, sort: [{ field: 'value' as const }] };
  const all = await client.searchUserTaskVariables(query, AT_ONCE);
  expect(all.items.map(({ name, value, scopeKey }) => [name, value, scopeKey])).toEqual([
    ['name', '"x"', processInstanceKey],
    ['amount', '10', task?.elementInstanceKey],
    ['amount', '5', processInstanceKey],
  ]);
  const effective = await client.searchUserTaskEffectiveVariables(query, AT_ONCE);
  expect(effective.items.map(({ value }) => value)).toEqual(['"x"', '10']);
});

test('incidents are found at the caller too, and after they are resolved', async () => {
  const caller = create('caller');
  const [called] = (
    await client.searchProcessInstances({ filter: { parentProcessInstanceKey: caller } }, AT_ONCE)
  ).items;
  const { key: jobKey } = activate(called?.processInstanceKey ?? '');
  expectOk(
    engine.core.failJob({ jobKey, retries: 0, errorMessage: 'no route', retryBackoffMs: 0, variables: {} }),
  );
  const found = await client.searchProcessInstanceIncidents({ processInstanceKey: caller }, AT_ONCE);
  expect(found.items).toMatchObject([
    {
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'no route',
      rootProcessInstanceKey: caller,
      state: 'ACTIVE',
    },
  ]);
  const hierarchy = await client.getProcessInstanceCallHierarchy(
    { processInstanceKey: ProcessInstanceKey.assumeExists(called?.processInstanceKey ?? '') },
    AT_ONCE,
  );
  expect(hierarchy.map((entry) => [entry.processInstanceKey, entry.processDefinitionName])).toEqual([
    [caller, 'caller'],
    [called?.processInstanceKey, 'Parcel'],
  ]);
  const incidentKey = IncidentKey.assumeExists(found.items[0]?.incidentKey ?? '');
  expectOk(engine.core.updateJobRetries({ jobKey, retries: 1 }));
  await client.resolveIncident({ incidentKey });
  expect(await client.getIncident({ incidentKey }, AT_ONCE)).toMatchObject({ state: 'RESOLVED', jobKey });
  const filter = {
    processInstanceKey: called?.processInstanceKey ?? caller,
    state: { $neq: 'ACTIVE' as const },
  };
  expect((await client.searchIncidents({ filter }, AT_ONCE)).page.totalItems).toBe(1);
});

test('jobs are found with what happened to them', async () => {
  const processInstanceKey = create('p');
  const search = async () =>
    (await client.searchJobs({ filter: { processInstanceKey }, sort: [{ field: 'jobKey' }] }, AT_ONCE)).items;
  expect(await search()).toMatchObject([{ state: 'CREATED', worker: '', deadline: null, retries: 3 }]);
  const { key: jobKey } = activate(processInstanceKey);
  expect(await search()).toMatchObject([{ state: 'CREATED', worker: 'w1', deadline: expect.any(String) }]);
  expectOk(
    engine.core.failJob({ jobKey, retries: 2, errorMessage: 'busy', retryBackoffMs: 0, variables: {} }),
  );
  const failed = { state: 'FAILED', errorMessage: 'busy', hasFailedWithRetriesLeft: true, retries: 2 };
  expect(await search()).toMatchObject([failed]);
  expectOk(engine.core.updateJobRetries({ jobKey, retries: 7 }));
  expect(await search()).toMatchObject([{ ...failed, state: 'RETRIES_UPDATED', retries: 7 }]);
  expectOk(engine.core.completeJob({ jobKey: activate(processInstanceKey).key, variables: {} }));
  expectOk(engine.core.cancelInstance(processInstanceKey));
  expect(await search()).toMatchObject([
    {
      state: 'COMPLETED',
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
      isDenied: false,
      type: 'a',
    },
    { state: 'CANCELED', endTime: expect.any(String), isDenied: null, type: 'b' },
  ]);
});
