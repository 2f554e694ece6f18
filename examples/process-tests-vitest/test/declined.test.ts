import { httpRest } from '@jobwright/connector-http-rest';
import { runProcess } from '@jobwright/process-testing';
import { startJsonServer } from '@jobwright/test-servers';
import { expect, test } from 'vitest';

const PROCESS = 'processes/order.bpmn';

test('a declined card ends the order', async () => {
  const order = await runProcess(PROCESS, { variables: { amount: 20 } });
  await order.test.throwBpmnErrorFromJob('charge-card', 'CARD_DECLINED', {
    variables: { reason: 'no funds' },
  });
  expect(order).toHaveCompletedElements('card_declined', 'declined');
});

test('the real connector tells the warehouse', async () => {
  const warehouse = await startJsonServer();
  warehouse.answer(({ body }) => ({ status: 201, body: { parcel: `for ${JSON.stringify(body)}` } }));
  const order = await runProcess(PROCESS, {
    variables: { orderId: '7', amount: 20, warehouseUrl: warehouse.url },
    workers: { 'charge-card': { paid: true } },
    connectors: [httpRest],
    secrets: { WAREHOUSE_TOKEN: 't0ken' },
  });
  expect(order).toBeCompleted();
  expect(order).toHaveVariable('parcel', 'for {"order":"7"}');
  expect(warehouse.seen[0]?.headers['authorization']).toBe('Bearer t0ken');
  await warehouse.close();
});
