import { expect, test } from '@jest/globals';
import { runProcess } from '@jobwright/process-testing';

const PROCESS = 'processes/order.bpmn';
const workers = { 'charge-card': () => ({ paid: true }), 'io.camunda:http-json:1': { parcel: 'P1' } };

test('a small order is charged and sent', async () => {
  const order = await runProcess(PROCESS, { variables: { amount: 20 }, workers });
  expect(order).toBeCompleted();
  expect(order).toHaveCompletedElements('charge', 'notify', 'done');
  expect(order).toHaveVariables({ paid: expect.any(Boolean), parcel: 'P1' });
});

test('a large order waits for an approval', async () => {
  const order = await runProcess(PROCESS, { variables: { amount: 250 }, workers });
  expect(order).not.toBeCompleted();
  await order.test.completeUserTask('approve');
  await expect(order).toEventuallyBeCompleted();
});
