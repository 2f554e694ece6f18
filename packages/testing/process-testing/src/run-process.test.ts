import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { assertThat, closeProcessTests, createProcessTest, runProcess } from './index.ts';
import { carrier, definitions, element, end, flows, order, process, start } from './testing/models.ts';

afterAll(closeProcessTests);

const started = (id: string, definition: string, ...around: readonly string[]): string =>
  definitions(
    process(id, element('startEvent', 'id="start"', definition), end(), flows('start > end')),
    ...around,
  );

test('a process starts with a message, a signal, a condition, or at elements', async () => {
  const byMessage = started(
    'by-message',
    '<bpmn:messageEventDefinition id="d" messageRef="m" />',
    '<bpmn:message id="m" name="ordered" />',
  );
  const options = { variables: { amount: 5 } };
  const message = await runProcess(byMessage, {
    ...options,
    start: { message: 'ordered', correlationKey: '7' },
  });
  assertThat(message).isCompleted().hasVariable('amount', 5);

  const bySignal = started(
    'by-signal',
    '<bpmn:signalEventDefinition id="d" signalRef="s" />',
    '<bpmn:signal id="s" name="opened" />',
  );
  assertThat(await runProcess(bySignal, { ...options, start: { signal: 'opened' } }))
    .isCompleted()
    .hasVariable('amount', 5);
  await expect(runProcess(bySignal, { start: { signal: 'closed' } })).rejects.toThrow(
    "No process waits for the signal 'closed'",
  );

  const byCondition = started(
    'by-condition',
    '<bpmn:conditionalEventDefinition id="d"><bpmn:condition>=amount &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition>',
  );
  assertThat(await runProcess(byCondition, { ...options, start: { condition: true } })).isCompleted();
  await expect(
    runProcess(byCondition, { variables: { amount: 1 }, start: { condition: true } }),
  ).rejects.toThrow('The condition of no start event holds');

  const atElement = await runProcess(order, { start: { elements: ['approve'] } });
  assertThat(atElement).hasActiveElementsExactly('approve').hasNotActivatedElements('charge');

  const charged = await runProcess(order, { variables: { amount: 5 }, workers: { charge: { paid: true } } });
  expect(charged).toMatchObject({
    variables: { amount: 5, paid: true },
    path: ['start', 'charge', 'large', 'end'],
    incidents: [],
  });
});

test('files are found by path, URL and folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'process-testing-'));
  const file = join(folder, 'order.bpmn');
  await writeFile(file, order);
  await writeFile(join(folder, 'carrier.dmn'), carrier);
  await writeFile(join(folder, 'notes.txt'), 'not deployed');
  assertThat(await runProcess(file)).isActive();
  assertThat(await runProcess(pathToFileURL(file))).isActive();
  const { test: processTest } = await runProcess(folder);
  assertThat(await processTest.evaluateDecision('carrier', { weight: 50 })).hasOutput('truck');
});

test('tests share nothing', async () => {
  const first = await createProcessTest({ resources: order });
  await first.createInstance();
  const second = await createProcessTest({ resources: order });
  expect(second.processInstances()).toEqual([]);
  await expect((await createProcessTest()).createInstance()).rejects.toThrow('No process has been deployed');
  await expect(second.createInstance({ processId: 'other' })).rejects.toThrow(
    "process ID 'other', but none found",
  );
});

test('workers outside reach the engine over its gateways', async () => {
  const processTest = await createProcessTest({
    resources: definitions(
      process(
        'wait',
        start,
        element('userTask', 'id="t"', '<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>'),
        end(),
        flows('start > t > end'),
      ),
    ),
    gateways: true,
  });
  const instance = await processTest.createInstance();
  const { restAddress = '' } = processTest.gateways ?? {};
  const task = processTest.userTasks()[0]?.key ?? '';
  const completed = fetch(`${restAddress}/v2/user-tasks/${task}/completion`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ variables: { done: true } }),
  });
  await assertThat(instance).eventually.isCompleted();
  assertThat(instance).hasVariable('done', true);
  expect((await completed).status).toBe(204);
  await processTest.close();
});
