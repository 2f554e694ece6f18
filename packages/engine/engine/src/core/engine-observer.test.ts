import { expect, test } from 'vitest';
import { createEngineCore } from './engine-core.ts';
import type { EngineObserver } from './engine-observer.ts';
import { createModelCache } from './model-cache.ts';
import { createTestClock } from './test-clock.ts';
import { definitions, element, end, extensions, flows, process, start } from './testing/bpmn.ts';
import { expectOk } from './testing/test-engine.ts';

const XML = definitions(
  process(
    'order',
    start(),
    element('userTask', 'approve', { body: extensions('<zeebe:userTask />') }),
    element('eventBasedGateway', 'which'),
    element('intermediateCatchEvent', 'paid', {
      body: '<bpmn:messageEventDefinition id="paid_definition" messageRef="paid_message" />',
    }),
    element('intermediateCatchEvent', 'late', {
      body: '<bpmn:timerEventDefinition id="late_definition"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    }),
    end(),
    flows('start > approve > which > paid > end', 'which > late > end'),
  ),
  '<bpmn:message id="paid_message" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=id" /></bpmn:extensionElements></bpmn:message>',
);

async function startOrder(observer: EngineObserver) {
  const clock = createTestClock();
  const core = createEngineCore({ clock, observer });
  expectOk(await core.deploy({ resources: [{ name: 'order.bpmn', content: XML }], tenantId: '<default>' }));
  const command = { bpmnProcessId: 'order', version: -1, variables: { id: '7' }, tenantId: '<default>' };
  const { processInstanceKey } = expectOk(core.createInstance(command));
  return { core, clock, processInstanceKey };
}

test('an observer sees the elements that are entered and the flows that are taken, in order', async () => {
  const seen: string[] = [];
  const { core, clock } = await startOrder({
    onElementEntered: ({ elementId }) => seen.push(elementId),
    onFlowTaken: ({ flowId }) => seen.push(flowId),
  });
  const [task] = core.userTasks();
  core.completeUserTask({ userTaskKey: task?.key ?? '', variables: {} });
  clock.advance(3_600_000);
  expect(seen).toEqual([
    ...['order', 'start', 'flow_start_approve', 'approve', 'flow_approve_which', 'which'],
    ...['flow_which_late', 'late', 'flow_late_end', 'end'],
  ]);
});

test('an observer sees user tasks as they end', async () => {
  const ended: string[] = [];
  const onUserTaskEnded: EngineObserver['onUserTaskEnded'] = ({ task, state }) =>
    ended.push(`${task.elementId} ${task.assignee} ${state}`);
  const { core } = await startOrder({ onUserTaskEnded });
  const [task] = core.userTasks();
  core.assignUserTask({ userTaskKey: task?.key ?? '', assignee: 'ada' });
  core.completeUserTask({ userTaskKey: task?.key ?? '', variables: {} });
  const { core: other, processInstanceKey } = await startOrder({ onUserTaskEnded });
  other.cancelInstance(processInstanceKey);
  expect(ended).toEqual(['approve ada COMPLETED', 'approve  CANCELED']);
});

test('what waits for messages is listed with its process instance', async () => {
  const { core, processInstanceKey } = await startOrder({});
  core.completeUserTask({ userTaskKey: core.userTasks()[0]?.key ?? '', variables: {} });
  expect(core.subscriptions()).toEqual([
    expect.objectContaining({
      kind: 'message',
      name: 'paid',
      correlationKey: '7',
      elementId: 'paid',
      bpmnProcessId: 'order',
      processInstanceKey,
    }),
  ]);
});

test('engines that share a cache of models read a file once', async () => {
  const models = createModelCache();
  let reads = 0;
  const counting = {
    get: (...[resources, read]: Parameters<typeof models.get>) =>
      models.get(resources, () => ((reads += 1), read())),
  };
  for (let engines = 0; engines < 2; engines += 1) {
    const core = createEngineCore({ clock: createTestClock(), models: counting });
    const resources = [{ name: 'order.bpmn', content: XML }];
    expectOk(await core.deploy({ resources, tenantId: '<default>' }));
    expect(
      core.createInstance({ bpmnProcessId: 'order', version: 1, variables: {}, tenantId: '<default>' }).ok,
    ).toBe(true);
  }
  expect(reads).toBe(1);
});
