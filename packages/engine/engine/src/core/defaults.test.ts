import { expect, test } from 'vitest';
import { createEngineCore } from './engine-core.ts';
import { createTestClock } from './test-clock.ts';
import { definitions, element, end, extensions, flows, process, start } from './testing/bpmn.ts';
import { literalDecision, dmn } from './testing/dmn.ts';
import { expectOk } from './testing/test-engine.ts';

test('commands need only what they are about', async () => {
  const core = createEngineCore({ clock: createTestClock() });
  const xml = definitions(
    process(
      'order',
      start(),
      element('serviceTask', 'pay', { body: extensions('<zeebe:taskDefinition type="pay" />') }),
      element('userTask', 'approve', { body: extensions('<zeebe:userTask />') }),
      end(),
      flows('start > pay > approve > end'),
    ),
  );
  const resources = [
    { name: 'order.bpmn', content: xml },
    { name: 'ten.dmn', content: dmn('tens', literalDecision('ten', '5 + 5')) },
  ];
  expect(expectOk(await core.deploy({ resources })).tenantId).toBe('<default>');
  const created = expectOk(core.createInstance({ bpmnProcessId: 'order' }));
  const [job] = expectOk(core.activateJobs({ type: 'pay' }));
  const jobKey = job?.key ?? '';
  expect(job).toMatchObject({ worker: '', deadline: Date.UTC(2026, 0, 1) + 300_000, variables: {} });
  expectOk(core.failJob({ jobKey, retries: 1 }));
  expectOk(core.completeJob({ jobKey }));
  const { processInstanceKey } = created;
  expectOk(core.setVariables({ elementInstanceKey: processInstanceKey, variables: { amount: 1 } }));
  expectOk(core.completeUserTask({ userTaskKey: core.userTasks()[0]?.key ?? '' }));
  expect(core.instance(processInstanceKey)).toMatchObject({ state: 'COMPLETED', variables: { amount: 1 } });

  expectOk(core.publishMessage({ name: 'nobody waits' }));
  expectOk(core.broadcastSignal({ signalName: 'nobody listens' }));
  expect(core.correlateMessage({ name: 'nobody waits' })).toMatchObject({ ok: false });
  expect(expectOk(core.evaluateConditions({ variables: {} })).processInstances).toEqual([]);
  expect(expectOk(core.evaluateDecision({ decisionId: 'ten' })).output).toBe(10);
  const other = expectOk(core.createInstance({ bpmnProcessId: 'order' }));
  const [second] = expectOk(core.activateJobs({ type: 'pay' }));
  expectOk(core.throwError({ jobKey: second?.key ?? '', errorCode: 'DECLINED' }));
  expect(core.instance(other.processInstanceKey)?.incidents).toHaveLength(1);
});
