import { expect, test } from '@jest/globals';
import { BpmnError, runProcess } from '@jobwright/process-testing';

test('a declined card ends the order', async () => {
  const order = await runProcess('processes/order.bpmn', {
    variables: { amount: 20 },
    workers: {
      'charge-card': () => {
        throw new BpmnError('CARD_DECLINED', { message: 'no funds' });
      },
    },
  });
  expect(order).toHaveCompletedElements('card_declined', 'declined');
});
