import { ProcessInstanceKey } from '@camunda8/orchestration-cluster-api';
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
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { AT_ONCE, connectClusterApi } from '../../testing/connect-cluster-api.ts';

const models = {
  'p.bpmn': definitions(process('p', start(), task('a'), end(), flows('start > a > end'))),
  'caller.bpmn': definitions(
    process(
      'caller',
      start(),
      element('callActivity', 'call', { body: extensions('<zeebe:calledElement processId="p" />') }),
      end(),
      flows('start > call > end'),
    ),
  ),
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

const create = (
  bpmnProcessId: string,
  rest: { readonly tags?: readonly string[]; readonly businessId?: string } = {},
) =>
  expectOk(
    engine.core.createInstance({
      bpmnProcessId,
      version: -1,
      variables: { amount: 5 },
      tenantId: '<default>',
      ...rest,
    }),
  ).processInstanceKey;

test('process instances are found, live and ended, and one is read by its key', async () => {
  const cancelled = create('p', { businessId: 'order-1', tags: ['eu', 'rush'] });
  expectOk(engine.core.cancelInstance(cancelled));
  const caller = create('caller');
  const found = await client.searchProcessInstances(
    { filter: { $or: [{ processDefinitionId: 'p' }, { state: 'TERMINATED' }] }, sort: [{ field: 'state' }] },
    AT_ONCE,
  );
  expect(found.page).toMatchObject({ totalItems: 2, hasMoreTotalItems: false });
  expect(found.items).toMatchObject([
    { state: 'ACTIVE', rootProcessInstanceKey: caller, parentProcessInstanceKey: caller, endDate: null },
    { state: 'TERMINATED', processInstanceKey: cancelled, businessId: 'order-1', tags: ['eu', 'rush'] },
  ]);
  const [called] = found.items;
  const byKey = await client.getProcessInstance(
    { processInstanceKey: ProcessInstanceKey.assumeExists(called?.processInstanceKey ?? '') },
    AT_ONCE,
  );
  expect(byKey).toEqual(called);
});
