import { request } from 'undici';

/** What a worker that is written by hand for this one task reads of its job. */
export interface OrderCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const ORDER_CALL_VARIABLES = ['url', 'headers', 'body'];

const TIMEOUT_MS = 20_000;

type Order = { readonly status: string; readonly total: number };

/** The variables of the completed job. */
export interface OrderResult {
  readonly httpResponse: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: Order;
  };
  readonly orderStatus: string;
  readonly total: number;
}

/** The call, and the mapping of its result as plain code. */
export async function callEndpoint({ url, headers, body }: OrderCall): Promise<OrderResult> {
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const answer: unknown = await response.body.json();
  if (response.statusCode !== 200 || !isOrder(answer)) throw new Error(`Status ${response.statusCode}`);
  return {
    httpResponse: { status: response.statusCode, headers: response.headers, body: answer },
    orderStatus: answer.status,
    total: answer.total,
  };
}

export function isOrderCall(value: unknown): value is OrderCall {
  return typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';
}

function isOrder(value: unknown): value is Order {
  return (
    typeof value === 'object' &&
    value !== null &&
    'status' in value &&
    typeof value.status === 'string' &&
    'total' in value &&
    typeof value.total === 'number'
  );
}
