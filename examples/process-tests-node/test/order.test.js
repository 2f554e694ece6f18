import { test } from 'node:test';
import { runProcess } from '@jobwright/process-testing';
import { assertThat } from '@jobwright/process-testing/node';

const PROCESS = new URL('../processes/order.bpmn', import.meta.url);
const workers = { 'charge-card': () => ({ paid: true }), 'io.camunda:http-json:1': { parcel: 'P1' } };

test('a small order is charged and sent', async () => {
  const order = await runProcess(PROCESS, { variables: { amount: 20 }, workers });
  assertThat(order)
    .isCompleted()
    .hasCompletedElementsInOrder('charge', 'notify', 'done')
    .hasVariables({ paid: true, parcel: 'P1' });
});

test('a large order waits for an approval', async () => {
  const order = await runProcess(PROCESS, { variables: { amount: 250 }, workers });
  assertThat(order).isActive().hasActiveElementsExactly('approve');
  assertThat(order.userTask('approve')).isCreated().hasCandidateGroup('sales');
  await order.test.completeUserTask('approve');
  assertThat(order).isCompleted();
});
