import { beforeEach, expect, test } from 'vitest';
import { definitions, element, end, extensions, flows, process, start, task } from '../testing/bpmn.ts';
import { dmn, tableDecision } from '../testing/dmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;
beforeEach(() => {
  engine = createTestEngine();
});

const log = (of = engine) =>
  of.core.records
    .auditLog()
    .map(({ entityType, operationType, entityKey }) => `${operationType} ${entityType} ${entityKey}`);
const row = (id: string): string =>
  definitions(process(id, start(), task('a'), task('b'), end(), flows('start > a > b > end')));

test('names what a deployment brought, once', async () => {
  const resources = [
    { name: 'p.bpmn', content: row('p') },
    { name: 'g.dmn', content: dmn('g', tableDecision('grade', { input: 'n', rules: ['1 => "A"'] })) },
    { name: 'f.form', content: '{"id":"f"}' },
    { name: 'notes.txt', content: 'x' },
  ];
  const deployment = expectOk(await engine.core.deploy({ resources }));
  expectOk(await engine.core.deploy({ resources }));
  expect(log()).toEqual([
    `CREATE RESOURCE ${deployment.processes[0]?.processDefinitionKey}`,
    `CREATE RESOURCE ${deployment.decisionRequirements[0]?.decisionRequirementsKey}`,
    `CREATE DECISION ${deployment.decisions[0]?.decisionKey}`,
    `CREATE RESOURCE ${deployment.forms[0]?.formKey}`,
    `CREATE RESOURCE ${deployment.resources[0]?.resourceKey}`,
  ]);
  expect(engine.core.records.auditLog()[0]).toMatchObject({
    entityDescription: 'p.bpmn',
    processDefinitionId: 'p',
    deploymentKey: deployment.key,
    at: engine.clock.now(),
    category: 'DEPLOYED_RESOURCES',
  });
  const { evaluationKey } = expectOk(
    engine.core.evaluateDecision({ decisionId: 'grade', variables: { n: 1 } }),
  );
  const { formKey = '' } = deployment.forms[0] ?? {};
  expectOk(engine.core.deleteResource({ resourceKey: formKey }));
  expect(log().slice(5)).toEqual([`EVALUATE DECISION ${evaluationKey}`, `DELETE RESOURCE ${formKey}`]);
});

test('names what was done to process instances, and where they belong', async () => {
  const definitionKey = (await engine.deploy(row('p'))).processes[0]?.processDefinitionKey ?? '';
  const key = engine.start('p');
  engine.clock.advance(1_000);
  const job = engine.takeOne('a');
  engine.fail(job.key);
  const incidentKey = engine.core.incidents()[0]?.key ?? '';
  expectOk(engine.core.updateJobRetries({ jobKey: job.key, retries: 1 }));
  expectOk(engine.core.resolveIncident(incidentKey));
  expectOk(
    engine.core.modifyInstance({
      processInstanceKey: key,
      activateInstructions: [{ elementId: 'b' }],
    }),
  );
  expectOk(
    engine.core.migrateInstance({
      processInstanceKey: key,
      targetProcessDefinitionKey: definitionKey,
      mappingInstructions: ['a', 'b'].map((id) => ({ sourceElementId: id, targetElementId: id })),
    }),
  );
  expectOk(engine.core.cancelInstance(key));
  expectOk(engine.core.deleteInstance(key));
  expect(log().slice(1)).toEqual([
    `CREATE PROCESS_INSTANCE ${key}`,
    `RESOLVE INCIDENT ${incidentKey}`,
    `MODIFY PROCESS_INSTANCE ${key}`,
    `MIGRATE PROCESS_INSTANCE ${key}`,
    `CANCEL PROCESS_INSTANCE ${key}`,
    `DELETE PROCESS_INSTANCE ${key}`,
  ]);
  expect(engine.core.records.auditLog()[2]).toMatchObject({
    at: engine.clock.now(),
    processInstanceKey: key,
    processDefinitionId: 'p',
    processDefinitionKey: definitionKey,
    elementInstanceKey: job.elementInstanceKey,
    jobKey: job.key,
    tenantId: '<default>',
  });
});

test('names variables by what became of them', async () => {
  await engine.deploy(row('p'));
  const key = engine.start('p', { known: 1 });
  const { elementInstanceKey } = engine.takeOne('a');
  expectOk(engine.core.setVariables({ elementInstanceKey, variables: { known: 2, fresh: 3 } }));
  expectOk(engine.core.setVariables({ elementInstanceKey, variables: { known: 4 }, local: true }));
  const variables = engine.core.records.variables(key);
  const keyOf = (name: string, scopeKey: string): string | undefined =>
    variables.find((one) => one.name === name && one.scopeKey === scopeKey)?.variableKey;
  expect(log().slice(2)).toEqual([
    `UPDATE VARIABLE ${keyOf('known', key)}`,
    `CREATE VARIABLE ${keyOf('fresh', key)}`,
    `CREATE VARIABLE ${keyOf('known', elementInstanceKey)}`,
  ]);
  expect(engine.core.records.auditLog().at(-1)).toMatchObject({ entityDescription: 'known' });
});

test('names changes of user tasks that commands asked for, when no listener has denied them', async () => {
  const body = extensions(
    '<zeebe:userTask />',
    '<zeebe:assignmentDefinition assignee="ann" />',
    '<zeebe:taskListeners><zeebe:taskListener eventType="updating" type="check" /></zeebe:taskListeners>',
  );
  await engine.deploy(
    definitions(process('p', start(), element('userTask', 'u', { body }), end(), flows('start > u > end'))),
  );
  const key = engine.start('p');
  const userTaskKey = engine.core.userTasks()[0]?.key ?? '';
  expectOk(engine.core.assignUserTask({ userTaskKey, assignee: 'bob' }));
  expectOk(engine.core.assignUserTask({ userTaskKey, assignee: '' }));
  for (const isDenied of [true, false]) {
    expectOk(engine.core.updateUserTask({ userTaskKey, priority: 80 }));
    const result = { type: 'userTask', denied: isDenied, deniedReason: '', corrections: {} } as const;
    expectOk(engine.core.completeJob({ jobKey: engine.takeOne('check').key, result }));
  }
  expectOk(engine.core.completeUserTask({ userTaskKey }));
  expect(log().slice(2)).toEqual(
    ['ASSIGN', 'UNASSIGN', 'UPDATE', 'COMPLETE'].map((operation) => `${operation} USER_TASK ${userTaskKey}`),
  );
  expect(engine.core.records.auditLog().at(-1)).toMatchObject({
    category: 'USER_TASKS',
    processInstanceKey: key,
    userTaskKey,
  });
});

test('names batch operations, and what they did', async () => {
  await engine.deploy(row('p'));
  const key = engine.start('p');
  const action = { type: 'CANCEL_PROCESS_INSTANCE' } as const;
  const batch = expectOk(engine.core.createBatch({ action, filter: { fields: {} } }));
  expectOk(engine.core.suspendBatch(batch.key));
  expectOk(engine.core.resumeBatch(batch.key));
  await engine.core.waitForIdle();
  const other = expectOk(engine.core.createBatch({ action, filter: { fields: {} } }));
  expectOk(engine.core.cancelBatch(other.key));
  expect(log().slice(2)).toEqual([
    `CREATE BATCH ${batch.key}`,
    `SUSPEND BATCH ${batch.key}`,
    `RESUME BATCH ${batch.key}`,
    `CANCEL PROCESS_INSTANCE ${key}`,
    `CREATE BATCH ${other.key}`,
    `CANCEL BATCH ${other.key}`,
  ]);
  expect(engine.core.records.auditLog()[5]).toMatchObject({
    batchOperationKey: batch.key,
    batchOperationType: 'CANCEL_PROCESS_INSTANCE',
    processDefinitionId: 'p',
  });
});

test('leaves out what was rejected, and goes on from a snapshot', async () => {
  await engine.deploy(row('p'));
  const key = engine.start('p');
  expect(engine.core.cancelInstance('1')).toMatchObject({ ok: false });
  const restored = createTestEngine({ clock: engine.clock, snapshot: engine.core.snapshot() });
  expect(log(restored)).toEqual(log());
  expectOk(restored.core.cancelInstance(key));
  expect(restored.core.records.auditLog().map((found) => found.key)).toEqual(['1', '2', '3']);
  expect(restored.core.records.auditLog().map((found) => found.rootKey())).toEqual([null, key, key]);
});

test('remembers the last 10,000 at least', async () => {
  await engine.deploy(definitions(process('p', start(), end(), flows('start > end'))));
  for (let count = 0; count < 11_000; count += 1) engine.start('p');
  const found = engine.core.records.auditLog();
  expect([found.length, found[0]?.key, found.at(-1)?.key]).toEqual([10_001, '1001', '11001']);
});
