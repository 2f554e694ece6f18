import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  definitions,
  element,
  end,
  event,
  extensions,
  flows,
  message,
  messageDefinition,
  process,
  start,
  task,
} from '../../core/testing/bpmn.ts';
import { dmn, tableDecision } from '../../core/testing/dmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { AT_ONCE, connectClusterApi } from '../../testing/connect-cluster-api.ts';

const userTask = element('userTask', 'check', {
  attributes: 'name="Check it"',
  body: extensions(
    '<zeebe:userTask />',
    '<zeebe:assignmentDefinition assignee="=who" candidateGroups="eu, us" />',
    '<zeebe:priorityDefinition priority="77" />',
    '<zeebe:taskSchedule dueDate="2030-01-31T12:00:00+02:00" />',
    '<zeebe:formDefinition formId="f" />',
    '<zeebe:ioMapping><zeebe:input source="=amount + 1" target="local" /></zeebe:ioMapping>',
  ),
});
const decide = element('businessRuleTask', 'decide', {
  body: extensions('<zeebe:calledDecision decisionId="grade" resultVariable="grade" />'),
});
const models = {
  'review.bpmn': definitions(process('review', start(), userTask, end(), flows('start > check > end'))),
  'wait.bpmn': definitions(
    message('M', 'paid', '=orderId'),
    message('S', 'begin', '="x"'),
    process(
      'wait',
      start(),
      event('intermediateCatchEvent', 'catch', messageDefinition('M')),
      task('a'),
      end(),
      flows('start > catch > a > end'),
    ),
    process(
      'begun',
      event('startEvent', 'begin', messageDefinition('S')),
      task('b'),
      end('over'),
      flows('begin > b > over'),
    ),
  ),
  'decide.bpmn': definitions(
    process('decides', start(), decide, task('c'), end(), flows('start > decide > c > end')),
  ),
  'g.dmn': dmn('g', tableDecision('grade', { input: 'score', rules: ['< 50 => "C"', '>= 50 => "A"'] })),
  'f.form': '{"id":"f","components":[]}',
  'clean.rpa': '{"id":"clean","versionTag":"v1"}',
};

let engine: EmbeddedEngine;
let client: ReturnType<typeof connectClusterApi>;
beforeAll(async () => {
  engine = await startEngine();
  client = connectClusterApi(engine);
  const resources = Object.entries(models).map(([name, content]) => ({ name, content }));
  expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
});
afterAll(() => engine.close());
beforeEach(() => {
  for (const found of engine.core.records.processInstances())
    if (found.state === 'ACTIVE') expectOk(engine.core.cancelInstance(found.processInstanceKey));
});

const create = (bpmnProcessId: string, variables: Record<string, string | number> = {}): string =>
  expectOk(engine.core.createInstance({ bpmnProcessId, version: -1, variables, tenantId: '<default>' }))
    .processInstanceKey;
const ask = async (path: string, body: object = {}): Promise<unknown> =>
  (
    await fetch(`${engine.restAddress}/v2/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

test('user tasks are found while they wait and after their end, with their form', async () => {
  const key = create('review', { who: 'ann', amount: 4 });
  const found = await client.searchUserTasks(
    {
      filter: {
        state: 'CREATED',
        assignee: 'ann',
        candidateGroup: { $in: ['us'] },
        priority: { $gt: 70 },
        localVariables: [{ name: 'local', value: '5' }],
        processInstanceVariables: [{ name: 'amount', value: '4' }],
      },
      sort: [{ field: 'dueDate', order: 'DESC' }],
    },
    AT_ONCE,
  );
  expect(found.items).toMatchObject([
    {
      name: 'Check it',
      elementId: 'check',
      candidateGroups: ['eu', 'us'],
      dueDate: '2030-01-31T10:00:00.000Z',
      completionDate: null,
      priority: 77,
      processInstanceKey: key,
      rootProcessInstanceKey: key,
      processDefinitionId: 'review',
      tags: [],
    },
  ]);
  const userTaskKey = found.items[0]?.userTaskKey;
  if (!userTaskKey) throw new Error('There is no user task');
  expect(await client.getUserTaskForm({ userTaskKey }, AT_ONCE)).toMatchObject({
    formId: 'f',
    schema: models['f.form'],
  });
  await client.completeUserTask({ userTaskKey });
  expect(await client.getUserTask({ userTaskKey }, AT_ONCE)).toMatchObject({
    state: 'COMPLETED',
    assignee: 'ann',
    completionDate: expect.any(String),
  });
  const ended = await client.searchUserTasks({ filter: { state: 'COMPLETED', tags: [] } }, AT_ONCE);
  expect(ended.items).toHaveLength(1);
  expect(await client.searchUserTaskAuditLogs({ userTaskKey }, AT_ONCE)).toMatchObject({
    items: [{ operationType: 'COMPLETE', entityType: 'USER_TASK', processInstanceKey: key }],
  });
  await expect(client.getUserTask({ userTaskKey: '1' as typeof userTaskKey }, AT_ONCE)).rejects.toThrow();
});

test('subscriptions to messages are found with what they received', async () => {
  const key = create('wait', { orderId: 'o1' });
  const open = await client.searchMessageSubscriptions(
    { filter: { processInstanceKey: key as never, messageSubscriptionState: 'CREATED' } },
    AT_ONCE,
  );
  expect(open.items).toMatchObject([
    { messageName: 'paid', correlationKey: 'o1', elementId: 'catch', processDefinitionId: 'wait' },
  ]);
  const starts = await ask('message-subscriptions/search', {
    filter: { messageSubscriptionType: 'START_EVENT' },
  });
  expect(starts).toMatchObject({ items: [{ messageName: 'begin', processInstanceKey: null }] });
  const { messageKey } = await client.correlateMessage({ name: 'paid', correlationKey: 'o1' });
  expect(
    await client.searchMessageSubscriptions({ filter: { messageSubscriptionState: 'CORRELATED' } }, AT_ONCE),
  ).toMatchObject({ items: [{ messageSubscriptionKey: open.items[0]?.messageSubscriptionKey }] });
  expect(
    await client.searchCorrelatedMessageSubscriptions({ filter: { messageKey } }, AT_ONCE),
  ).toMatchObject({
    items: [{ messageName: 'paid', elementId: 'catch', processInstanceKey: key, partitionId: 1 }],
  });
  await client.publishMessage({ name: 'begin', correlationKey: 'x', timeToLive: 0 });
  expect(
    await client.searchCorrelatedMessageSubscriptions({ filter: { messageName: 'begin' } }, AT_ONCE),
  ).toMatchObject({ items: [{ correlationKey: 'x', elementId: 'begin', elementInstanceKey: null }] });
  create('wait', { orderId: 'o2' });
  for (const { processInstanceKey } of engine.core.records.processInstances())
    engine.core.cancelInstance(processInstanceKey);
  expect(
    await client.searchMessageSubscriptions({ filter: { correlationKey: 'o2' } }, AT_ONCE),
  ).toMatchObject({ items: [{ messageSubscriptionState: 'DELETED' }] });
});

test('decisions, their files and their evaluations are found', async () => {
  const found = await client.searchDecisionDefinitions(
    { filter: { decisionDefinitionId: 'grade' as never, isLatestVersion: true } },
    AT_ONCE,
  );
  expect(found.items).toMatchObject([{ name: 'Decision grade', version: 1, decisionRequirementsId: 'g' }]);
  const [decision] = found.items;
  if (!decision) throw new Error('There is no decision');
  const { decisionDefinitionKey, decisionRequirementsKey } = decision;
  expect(await client.getDecisionDefinition({ decisionDefinitionKey }, AT_ONCE)).toEqual(decision);
  expect(await client.getDecisionDefinitionXml({ decisionDefinitionKey }, AT_ONCE)).toBe(models['g.dmn']);
  expect(await client.getDecisionRequirementsXml({ decisionRequirementsKey }, AT_ONCE)).toBe(models['g.dmn']);
  expect(await client.searchDecisionRequirements({}, AT_ONCE)).toMatchObject({
    items: [{ resourceName: 'g.dmn', decisionRequirementsKey }],
  });
  const { decisionEvaluationKey } = await client.evaluateDecision({
    decisionDefinitionId: 'grade' as never,
    variables: { score: 70 },
  });
  const key = create('decides', { score: 10 });
  const instances = await client.searchDecisionInstances({ sort: [{ field: 'evaluationDate' }] }, AT_ONCE);
  expect(instances.items).toMatchObject([
    { decisionEvaluationKey, result: '"A"', processInstanceKey: null, state: 'EVALUATED' },
    { result: '"C"', processInstanceKey: key, elementInstanceKey: expect.any(String) },
  ]);
  const whole = await client.getDecisionInstance(
    { decisionEvaluationInstanceKey: `${decisionEvaluationKey}-1` as never },
    AT_ONCE,
  );
  expect(whole).toMatchObject({
    evaluatedInputs: [{ inputValue: '70' }],
    matchedRules: [{ ruleIndex: 2, evaluatedOutputs: [{ outputValue: '"A"', ruleIndex: 2 }] }],
  });
  await client.deleteDecisionInstance({ decisionEvaluationKey });
  const batch = await client.deleteDecisionInstancesBatchOperation({
    filter: { processInstanceKey: key as never },
  });
  expect(batch).toMatchObject({ batchOperationType: 'DELETE_DECISION_INSTANCE' });
  await expect
    .poll(() => client.searchDecisionInstances({}, AT_ONCE))
    .toMatchObject({ page: { totalItems: 0 } });
});

test('batch operations and their items are found', async () => {
  const [first, second] = [create('wait', { orderId: 'b' }), create('wait', { orderId: 'b' })];
  const { batchOperationKey } = await client.cancelProcessInstancesBatchOperation({
    filter: { processInstanceKey: { $in: [first, second] as never } },
  });
  await expect
    .poll(() => client.searchBatchOperations({ filter: { batchOperationKey } }, AT_ONCE))
    .toMatchObject({ items: [{ state: 'COMPLETED', operationsCompletedCount: 2, errors: [] }] });
  const items = await client.searchBatchOperationItems(
    { filter: { batchOperationKey, state: 'COMPLETED' }, sort: [{ field: 'itemKey' }] },
    AT_ONCE,
  );
  expect(items.items).toMatchObject([
    { itemKey: first, processInstanceKey: first, errorMessage: null },
    { itemKey: second, operationType: 'CANCEL_PROCESS_INSTANCE', processedDate: expect.any(String) },
  ]);
});

test('cluster variables are found, long values cut', async () => {
  await client.createGlobalClusterVariable({ name: 'short', value: { a: 1 } });
  engine.core.createClusterVariable({ scope: 'GLOBAL', name: 'long', value: 'x'.repeat(10_000) });
  const found = await client.searchClusterVariables({ sort: [{ field: 'name', order: 'DESC' }] }, AT_ONCE);
  expect(found.items.map(({ name, isTruncated }) => [name, isTruncated])).toEqual([
    ['short', false],
    ['long', true],
  ]);
  expect(found.items[1]?.value).toHaveLength(8191);
  const whole = await client.searchClusterVariables(
    { truncateValues: false, filter: { scope: 'GLOBAL', isTruncated: true } },
    AT_ONCE,
  );
  expect(whole.items[0]?.value).toHaveLength(10_002);
});

test('the names of the variables of a process are found', async () => {
  create('wait', { orderId: 'n' });
  const { items } = await client.searchProcessDefinitions(
    { filter: { processDefinitionId: 'wait' } },
    AT_ONCE,
  );
  const path = `process-definitions/${items[0]?.processDefinitionKey}/variable-names/search`;
  expect(await ask(path, { filter: { name: { $like: 'order*' } } })).toMatchObject({
    items: [{ name: 'orderId' }],
  });
});

test('files and forms are found', async () => {
  expect(await ask('resources/search', { filter: { versionTag: 'v1' } })).toMatchObject({
    items: [{ resourceId: 'clean', resourceName: 'clean.rpa' }],
  });
  create('review', { who: 'ann', amount: 4 });
  const formKey = engine.core.userTasks()[0]?.formKey ?? '';
  const answer = await fetch(`${engine.restAddress}/v2/forms/${formKey}`);
  expect(await answer.json()).toMatchObject({ formId: 'f', formKey, version: 1 });
  expect((await fetch(`${engine.restAddress}/v2/forms/1`)).status).toBe(404);
});

test('listeners of all user tasks are created, changed, found and deleted', async () => {
  const created = await client.createGlobalTaskListener({
    id: 'audit' as never,
    type: 'audit-job',
    eventTypes: ['completing'],
  });
  const listener = {
    id: 'audit',
    type: 'audit-job',
    eventTypes: ['completing'],
    retries: 3,
    afterNonGlobal: false,
    priority: 50,
    source: 'API',
  };
  expect(created).toEqual(listener);
  const changed = await client.updateGlobalTaskListener({
    id: 'audit' as never,
    type: 'audit-job',
    eventTypes: ['all'],
    priority: 1,
  });
  expect(await client.getGlobalTaskListener({ id: 'audit' as never }, AT_ONCE)).toEqual(changed);
  expect(
    await client.searchGlobalTaskListeners({ filter: { priority: { $lt: 50 } } }, AT_ONCE),
  ).toMatchObject({ items: [{ id: 'audit', eventTypes: ['all'] }] });
  await client.deleteGlobalTaskListener({ id: 'audit' as never });
  await expect(client.deleteGlobalTaskListener({ id: 'audit' as never })).rejects.toThrow();
});

test('the audit log has what commands did', async () => {
  const key = create('review', { who: 'ann', amount: 1 });
  expectOk(engine.core.cancelInstance(key));
  const found = await client.searchAuditLogs(
    {
      filter: { processInstanceKey: key as never, operationType: { $in: ['CANCEL', 'CREATE'] } },
      sort: [{ field: 'timestamp', order: 'DESC' }, { field: 'operationType' }],
    },
    AT_ONCE,
  );
  expect(found.items.map(({ operationType }) => operationType).sort()).toEqual(['CANCEL', 'CREATE']);
  const created = found.items.find(({ operationType }) => operationType === 'CREATE');
  if (!created) throw new Error('The log does not have it');
  expect(created).toMatchObject({
    entityType: 'PROCESS_INSTANCE',
    entityKey: key,
    processDefinitionId: 'review',
    rootProcessInstanceKey: key,
    category: 'DEPLOYED_RESOURCES',
    actorType: 'ANONYMOUS',
    actorId: null,
    result: 'SUCCESS',
    userTaskKey: null,
  });
  const { auditLogKey } = created;
  expect(await client.getAuditLog({ auditLogKey }, AT_ONCE)).toEqual(created);
  await expect(client.getAuditLog({ auditLogKey: '0' as never }, AT_ONCE)).rejects.toThrow();
  const failed = await client.searchAuditLogs({ filter: { result: 'FAIL' } }, AT_ONCE);
  expect(failed.items).toEqual([]);
});
