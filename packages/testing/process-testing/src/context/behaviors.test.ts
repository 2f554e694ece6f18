import { afterAll, expect, test } from 'vitest';
import { assertThat, BpmnError, closeProcessTests, createProcessTest, runProcess } from '../index.ts';
import {
  definitions,
  element,
  end,
  extensions,
  flows,
  order,
  process,
  serviceTask,
  start,
  userTask,
} from '../testing/models.ts';

afterAll(closeProcessTests);

test('conditional behaviours act whenever their condition holds, one action after the other', async () => {
  const loop = definitions(
    process(
      'loop',
      start,
      element('exclusiveGateway', 'id="join"'),
      userTask('check', 'Check'),
      element('exclusiveGateway', 'id="good" default="good_join"'),
      end(),
      flows('start > join > check > good > join', 'good > end : =ok = true'),
    ),
  );
  const processTest = await createProcessTest({ resources: loop });
  const seen: string[] = [];
  processTest
    .when(() => assertThat(processTest.processInstance('loop')).hasActiveElements('check'))
    .as('checks')
    .then(() => {
      seen.push('first');
      return processTest.completeUserTask('check', { ok: false });
    })
    .then(() => {
      seen.push('later');
      return processTest.completeUserTask('check', { ok: seen.length > 2 });
    });
  const instance = await processTest.createInstance();
  assertThat(instance).isCompleted().hasCompletedElement('check', 3);
  expect(seen).toEqual(['first', 'later', 'later']);
});

test('handlers may use the test, throw BPMN errors, and fail', async () => {
  const declined = await runProcess(order, {
    variables: { amount: 5 },
    workers: {
      charge: () => {
        throw new BpmnError('PAYMENT_DECLINED', { message: 'no funds', variables: { reason: 'funds' } });
      },
    },
  });
  assertThat(declined).isCompleted().hasCompletedElements('declined');

  const failing = await createProcessTest({ resources: order });
  const mock = failing.mockJobWorker('charge').withHandler(async () => {
    throw new Error('no connection');
  });
  const failed = await failing.createInstance({ variables: { amount: 5 } });
  expect(mock.invocations).toBe(3);
  assertThat(failed.incident('charge')).isActive().hasErrorMessage('no connection');

  const messaging = await createProcessTest({ resources: order });
  messaging.mockJobWorker('charge').withHandler(async (job) => {
    await messaging.updateVariables('order', { seen: job.elementId });
    job.complete({ paid: true });
  });
  assertThat(await messaging.createInstance({ variables: { amount: 5 } }))
    .isCompleted()
    .hasVariables({ seen: 'charge', paid: true });
});

test('a process that never waits is stopped with a hint', async () => {
  const circle = definitions(
    process(
      'circle',
      start,
      element('exclusiveGateway', 'id="join"'),
      serviceTask('work', 'work'),
      flows('start > join > work > join'),
    ),
  );
  await expect(runProcess(circle, { workers: { work: {} } })).rejects.toThrow(
    /does the process go in a circle\?/,
  );
});

test('timers fire in order, and workers work in between', async () => {
  const reminders = definitions(
    process(
      'reminders',
      start,
      userTask('answer', 'Answer'),
      element(
        'boundaryEvent',
        'id="daily" attachedToRef="answer" cancelActivity="false"',
        '<bpmn:timerEventDefinition id="daily_definition"><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>',
      ),
      serviceTask('remind', 'remind'),
      end(),
      end('reminded'),
      flows('start > answer > end', 'daily > remind > reminded'),
    ),
  );
  const processTest = await createProcessTest({ resources: reminders });
  const days: string[] = [];
  processTest
    .mockJobWorker('remind')
    .withHandler(() => void days.push(processTest.currentTime().toISOString().slice(0, 10)));
  const instance = await processTest.createInstance();
  await processTest.increaseTime('P3D');
  expect(days).toEqual(['2026-01-02', '2026-01-03', '2026-01-04']);
  assertThat(instance).isActive().hasCompletedElement('remind', 3);
  await processTest.setTime('2026-01-05T00:00:00Z');
  expect(days).toHaveLength(4);
});

test('jobs of ad-hoc sub-processes and user task listeners are completed with their results', async () => {
  const agent = definitions(
    process(
      'agent',
      start,
      element(
        'adHocSubProcess',
        'id="tools"',
        extensions('<zeebe:adHoc /><zeebe:taskDefinition type="agent" />'),
        serviceTask('search', 'search'),
        userTask('ask', 'Ask'),
      ),
      element(
        'userTask',
        'id="approve"',
        extensions(
          '<zeebe:userTask />',
          '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>',
        ),
      ),
      end(),
      flows('start > tools > approve > end'),
    ),
  );
  const instance = await runProcess(agent, { workers: { search: { found: 3 } } });
  const { test: processTest } = instance;
  await processTest.completeJobOfAdHocSubProcess('agent', {
    activateElements: [{ elementId: 'search', variables: { query: 'rockets' } }],
  });
  assertThat(instance)
    .hasCompletedElements('search')
    .hasLocalVariable('tools#innerInstance', 'query', 'rockets');
  await processTest.completeJobOfAdHocSubProcess('agent', { completionConditionFulfilled: true });
  assertThat(instance).hasActiveElementsExactly('approve');
  const completing = processTest.completeUserTask('approve');
  await completing;
  await processTest.completeJobOfUserTaskListener('check', { denied: true, deniedReason: 'too early' });
  assertThat(instance.userTask('approve')).isCreated();
  await processTest.completeUserTask('approve');
  await processTest.completeJobOfUserTaskListener('check', { corrections: { priority: 80 } });
  assertThat(instance).isCompleted();
  assertThat(instance.userTask('approve')).isCompleted().hasPriority(80);
});
