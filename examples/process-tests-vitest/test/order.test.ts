import { createProcessTest, runProcess } from '@jobwright/process-testing';
import { expect, test } from 'vitest';

const PROCESS = 'processes/order.bpmn';
const notify = 'io.camunda:http-json:1';

test('a small order is charged and sent', async () => {
  const order = await runProcess(PROCESS, {
    variables: { orderId: '7', amount: 20 },
    workers: { 'charge-card': () => ({ paid: true }), [notify]: { parcel: 'P1' } },
  });
  expect(order).toBeCompleted();
  expect(order).toHaveCompletedElements('charge', 'notify', 'done');
  expect(order).toHaveNotActivatedElements('approve');
  expect(order).toHaveVariables({ paid: true, parcel: 'P1' });
});

test('a large order waits for the approval of sales', async () => {
  const processTest = await createProcessTest({ resources: PROCESS });
  processTest.mockJobWorker('charge-card').thenCompleteWithExampleData();
  const warehouse = processTest.mockJobWorker(notify).thenComplete({ parcel: 'P2' });
  const order = await processTest.createInstance({ variables: { orderId: '8', amount: 250 } });

  expect(order).toHaveActiveElementsExactly('approve');
  expect(order.userTask('approve')).toHaveCandidateGroup('sales');
  expect(warehouse.invocations).toBe(0);

  await processTest.completeUserTask('approve', { approvedBy: 'ada' });
  expect(order).toBeCompleted();
  expect(warehouse.activatedJobs[0]?.variables).toMatchObject({ body: { order: '8' } });
});

test('an order that nobody approves expires after two days', async () => {
  const order = await runProcess(PROCESS, {
    variables: { orderId: '9', amount: 250 },
    workers: { 'charge-card': { paid: true } },
  });
  await order.test.increaseTime('P1DT23H');
  expect(order).toHaveActiveElements('approve');
  await order.test.increaseTime('PT1H');
  expect(order).toBeCompleted();
  expect(order).toHaveTerminatedElements('approve');
  expect(order).toHaveCompletedElements('two_days', 'expired');
});
