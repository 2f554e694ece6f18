import { beforeEach, describe, expect, test } from 'vitest';
import { createProcessTest, ElementSelectors, type ProcessInstance, runProcess } from './index.ts';
import { carrier, delivery, order } from './testing/models.ts';
import './vitest.ts';

describe('an order', () => {
  let instance: ProcessInstance;
  beforeEach(async () => {
    instance = await runProcess(order, { variables: { amount: 250 }, workers: { charge: { paid: true } } });
  });

  test('matchers say what a process instance passed', async () => {
    expect(instance).toBeCreated();
    expect(instance).toBeActive();
    expect(instance).not.toBeCompleted();
    expect(instance).toHaveCompletedElements('start', 'charge', ElementSelectors.byName('Large order?'));
    expect(instance).toHaveCompletedElementsInAnyOrder('charge', 'start');
    expect(instance).not.toHaveCompletedElements('charge', 'start');
    expect(instance).toHaveCompletedElement('charge', 1);
    expect(instance).toHaveActiveElements('approve');
    expect(instance).toHaveActiveElement('approve', 1);
    expect(instance).toHaveActiveElementsExactly('approve');
    expect(instance).toHaveNoActiveElements('charge', 'end');
    expect(instance).toHaveNotActivatedElements('end', 'declined');
    expect(instance).toHaveVariableNames('amount', 'paid');
    expect(instance).toHaveVariables({ amount: expect.any(Number), paid: true });
    expect(instance).toHaveVariable('amount', 250);
    expect(instance).toHaveVariableSatisfying('amount', (amount) => expect(amount).toBeGreaterThan(100));
    expect(instance).toHaveVariablesSatisfying(({ paid }) => paid === true);
    expect(instance).toHaveNoActiveIncidents();
    await instance.test.cancelInstance('order');
    expect(instance).toBeTerminated();
    expect(instance).toHaveTerminatedElements('approve');
    expect(instance).toHaveTerminatedElement('approve', 1);
  });

  test('matchers say what a user task is', async () => {
    const task = instance.userTask('approve');
    expect(task).toBeCreated();
    expect(task).toHaveAssignee('ada');
    expect(task).toHaveName('Approve order');
    expect(task).toHaveElementId('approve');
    expect(task).toHavePriority(50);
    expect(task).toHaveCandidateGroup('sales');
    expect(task).toHaveCandidateGroups('finance', 'sales');
    expect(task).not.toHaveCandidateUser('bob');
    expect(task).toHaveDueDate('2026-01-02T01:00:00+01:00');
    expect(task).toHaveFollowUpDate('2026-01-01T12:00:00Z');
    expect(task).toHaveCreationDate('2026-01-01T00:00:00Z');
    expect(task).toHaveProcessInstanceKey(instance.processInstanceKey);
    await instance.test.increaseTime('PT5M');
    await instance.test.assignUserTask('approve', 'bob');
    await instance.test.completeUserTask('approve');
    expect(task).toBeCompleted();
    expect(task).toHaveAssignee('bob');
    expect(task).toHaveCompletionDate('2026-01-01T00:05:00Z');
  });

  test('a failure shows the path, the variables and what is waited for', () => {
    expect(() => expect(instance).toBeCompleted()).toThrow(
      [
        `Expected process instance 'order' (${instance.processInstanceKey}) to be completed, but it is active.`,
        '',
        `Process instance 'order' (${instance.processInstanceKey}) is active.`,
        'Path:',
        '  [x] start (startEvent) completed',
        '  [x] charge "Charge card" (serviceTask) completed',
        '  [x] large "Large order?" (exclusiveGateway) completed',
        '  [>] approve "Approve order" (userTask) active',
        'Variables:',
        '  amount: 250',
        '  paid: true',
        'User tasks:',
        '  approve "Approve order", created, assigned to ada',
      ].join('\n'),
    );
    expect(() => expect(instance).not.toBeActive()).toThrow(
      /^Expected process instance .* not to be active\./,
    );
  });

  test('a matcher that does not fit says so', () => {
    expect(() => expect(instance).toHaveAssignee('ada')).toThrow(
      'toHaveAssignee cannot be asked of a process instance',
    );
    expect(() => expect(7).toBeTerminated()).toThrow(
      'toBeTerminated wants a process instance, user task, decision or incident of a process test, got number',
    );
  });
});

test('jobs without handler and incidents are in the message', async () => {
  const instance = await runProcess(order, { variables: { amount: 5 } });
  expect(() => expect(instance).toHaveCompletedElements('charge')).toThrow(
    /\['charge'\] is active\.[^]*Jobs:\n {2}charge at charge, activatable, 3 retries left; nothing handles this type$/,
  );
  await instance.test.failJob('charge', { retries: 0, errorMessage: 'no connection' });
  expect(() => expect(instance).toHaveNoActiveIncidents()).toThrow(
    /but it has 1\.[^]*Incidents:\n {2}JOB_NO_RETRIES at charge: no connection$/,
  );
  expect(instance).toHaveActiveIncidents('charge');
  expect(instance.incident('charge')).toHaveErrorType('JOB_NO_RETRIES');
});

test('matchers wait for workers that take their time, and not for an idle engine', async () => {
  const instance = await runProcess(order, {
    variables: { amount: 5 },
    waitForWorkers: false,
    workers: {
      charge: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { paid: true };
      },
    },
  });
  expect(instance).toBeActive();
  await expect(instance).toEventuallyBeCompleted();
  await expect(instance).not.toEventuallyBeActive();
  await expect(expect(instance).toEventuallyBeTerminated()).rejects.toThrow(/but it is completed\./);
});

test('messages, timers, decisions and called processes', async () => {
  const processTest = await createProcessTest({ resources: [delivery, carrier] });
  await processTest.mockChildProcess('shipping', ({ by }) => ({ shippedBy: by ?? null }));
  const instance = await processTest.createInstance({ variables: { orderId: '7', weight: 25 } });
  expect(instance).toBeWaitingForMessage('payment', '7');
  expect(instance).not.toBeWaitingForMessage('payment', '8');
  await processTest.publishMessage('payment', { correlationKey: '7', variables: { amount: 1 } });
  expect(instance).toHaveCorrelatedMessage('payment', '7');
  expect(instance).toHaveCompletedElements('paid', 'choose', 'ship', 'end');
  expect(instance).toHaveVariables({ carrier: 'truck', shippedBy: 'truck' });
  expect(instance).toHaveLocalVariable('ship', 'by', 'truck');
  expect(instance).toHaveLocalVariables('ship', { by: 'truck' });
  expect(instance).toHaveLocalVariableNames('ship', 'by');
  expect(instance).toHaveLocalVariableSatisfying('ship', 'by', (by) => by === 'truck');
  const decision = instance.decision('carrier');
  expect(decision).toBeEvaluated();
  expect(decision).toHaveOutput('truck');
  expect(decision).toHaveMatchedRules(2);
  expect(decision).toHaveNotMatchedRules(1);
  expect(decision).not.toHaveNoMatchedRules();
  expect(processTest.processInstance('shipping')).toBeCompleted();

  const other = await processTest.createInstance({ variables: { orderId: '8', weight: 1 } });
  await processTest.increaseTime('PT59M');
  expect(other).toBeActive();
  await processTest.increaseTime('PT1M');
  expect(other).toHaveCompletedElements('late', 'reminded');

  const evaluated = await processTest.evaluateDecision('carrier', { weight: 1 });
  expect(evaluated).toHaveOutput('bike');
  expect(() => expect(evaluated).toHaveMatchedRules(2)).toThrow(
    /but the matched rules are \[1\]\.[^]*carrier evaluated, inputs weight: 1, output "bike", matched rules \[1\]/,
  );
  expect(evaluated).not.toBeFailed();
});

test('a mocked decision is used in place of the deployed one', async () => {
  const instance = await runProcess([delivery, carrier], {
    variables: { orderId: '7', weight: 25 },
    decisions: { carrier: { name: 'drone' } },
    childProcesses: { shipping: { shipped: true } },
  });
  await instance.test.correlateMessage('payment', { correlationKey: '7' });
  expect(instance).toBeCompleted();
  expect(instance).toHaveVariables({ carrier: { name: 'drone' }, shipped: true });
});
