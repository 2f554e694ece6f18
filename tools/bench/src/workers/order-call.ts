import type { OrderCall } from './call-endpoint.ts';

export const ORDER_VARIABLES = ['baseUrl', 'orderId'];

/** The inputs of the task, as code. */
export function orderCall(baseUrl: unknown, orderId: unknown): OrderCall {
  return {
    url: `${String(baseUrl)}/orders/${String(orderId)}`,
    headers: { 'X-Correlation-Id': `order-${String(orderId)}` },
    body: { orderId, customer: { name: 'Ada', vip: true }, items: [1, 2, 3] },
  };
}
