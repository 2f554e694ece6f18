import { test } from 'node:test';
import { runProcess } from '@jobwright/process-testing';
import { assertThat } from '@jobwright/process-testing/node';

test('a declined card ends the order', async () => {
  const order = await runProcess(new URL('../processes/order.bpmn', import.meta.url), {
    variables: { amount: 20 },
  });
  await order.test.throwBpmnErrorFromJob('charge-card', 'CARD_DECLINED');
  assertThat(order).isCompleted().hasCompletedElements('card_declined', 'declined');
});
