import { createServer, type ServerResponse } from 'node:http';
import { listen } from '@jobwright/test-servers';

/** Takes orders, and sees who works on the same one at the same time. */
export interface OrderEndpoint {
  readonly url: string;
  readonly calls: () => number;
  /** Orders that have arrived. */
  readonly orders: () => ReadonlySet<string>;
  /**
   * Calls that found an earlier one for the same order, and for how long that was still open: what has lost
   * its lock may need a moment to end.
   */
  readonly overlaps: readonly string[];
  close(): Promise<void>;
}

/** One call of so many takes `slowMs`. */
const SLOW_EVERY = 50;
const MOMENT_MS = 1_000;
/** A server that closes a kept connection fails the call that was just sent on it: not what is tested. */
const KEEP_ALIVE_MS = 600_000;

/** `slowMs` is to be longer than a lock, so that one has to be extended. */
export async function startOrderEndpoint({ slowMs }: { readonly slowMs: number }): Promise<OrderEndpoint> {
  const orders = new Set<string>();
  const open = new Map<string, Set<ServerResponse>>();
  const overlaps: string[] = [];
  let count = 0;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const order = request.url ?? '';
    const isSlow = count++ % SLOW_EVERY === 0;
    orders.add(order);
    const calls = open.get(order) ?? new Set();
    const arrivedAt = performance.now();
    for (const earlier of calls)
      earlier.on('close', () => {
        const ms = Math.round(performance.now() - arrivedAt);
        if (ms > MOMENT_MS) overlaps.push(`${order} for ${ms} ms`);
      });
    open.set(order, calls.add(response));
    // Also when the caller is killed.
    response.on('close', () => calls.delete(response));
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
    calls: () => count,
    orders: () => orders,
    overlaps,
    close,
  };
}
