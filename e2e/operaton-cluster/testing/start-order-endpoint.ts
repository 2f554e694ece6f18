import { createServer } from 'node:http';
import { listen } from '@jobwright/test-servers';

/** Takes orders, and sees who works on the same one at the same time. */
export interface OrderEndpoint {
  readonly url: string;
  readonly calls: () => number;
  /** Orders that have arrived. */
  readonly orders: () => ReadonlySet<string>;
  /** Orders that arrived while an earlier call for the same order was still open. */
  readonly overlaps: readonly string[];
  close(): Promise<void>;
}

/** One call of so many takes `slowMs`. */
const SLOW_EVERY = 50;

/** `slowMs` is to be longer than a lock, so that one has to be extended. */
export async function startOrderEndpoint({ slowMs }: { readonly slowMs: number }): Promise<OrderEndpoint> {
  const orders = new Set<string>();
  const open = new Map<string, number>();
  const overlaps: string[] = [];
  let calls = 0;
  const server = createServer((request, response) => {
    const order = request.url ?? '';
    const isSlow = calls++ % SLOW_EVERY === 0;
    orders.add(order);
    if ((open.get(order) ?? 0) > 0) overlaps.push(order);
    open.set(order, (open.get(order) ?? 0) + 1);
    // Also when the caller is killed.
    response.on('close', () => open.set(order, (open.get(order) ?? 0) - 1));
    request.resume().on('end', () => {
      const answer = (): void => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"sent"}');
      };
      if (isSlow) setTimeout(answer, slowMs);
      else answer();
    });
  });
  const { port, close } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    orders: () => orders,
    overlaps,
    close,
  };
}
