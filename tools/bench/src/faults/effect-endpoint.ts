import { createServer } from 'node:http';
import { listen } from '@jobwright/test-servers';

/** A service that knows calls by their `Idempotency-Key`: the effect of a key is made once. */
export interface EffectEndpoint {
  readonly url: string;
  /** All that arrived. */
  readonly calls: () => number;
  /** Begins to count anew. */
  beginCount(): void;
  /** The calls since then, and the seconds from the first to the last of them. */
  readCount(): { readonly calls: number; readonly seconds: number };
  /** The keys that came for each path, e.g. `/orders/7`. More than one is an effect made twice. */
  readonly keysByPath: ReadonlyMap<string, ReadonlySet<string>>;
}

const ANSWER = '{"id":1,"status":"ok","total":42.5}';
const KEEP_ALIVE_MS = 120_000;
const HEADERS = { 'content-type': 'application/json' };

export async function startEffectEndpoint(
  onEnd: (close: () => Promise<void>) => void,
): Promise<EffectEndpoint> {
  const keysByPath = new Map<string, Set<string>>();
  let calls = 0;
  const counted = { since: 0, firstAt: Infinity, lastAt: 0 };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    calls += 1;
    counted.lastAt = performance.now();
    counted.firstAt = Math.min(counted.firstAt, counted.lastAt);
    const path = request.url ?? '';
    const key = String(request.headers['idempotency-key']);
    keysByPath.set(path, (keysByPath.get(path) ?? new Set()).add(key));
    request.resume().on('end', () => {
      if (path.startsWith('/hanging/')) return;
      if (path.startsWith('/leaking/')) response.writeHead(200, HEADERS).write('{"status":"');
      else if (path.startsWith('/slow/'))
        setTimeout(() => response.writeHead(200, HEADERS).end(ANSWER), 2_000);
      else response.writeHead(200, HEADERS).end(ANSWER);
    });
  });
  const { port, close } = await listen(server);
  onEnd(close);
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    beginCount: () => void Object.assign(counted, { since: calls, firstAt: Infinity, lastAt: 0 }),
    readCount: () => ({
      calls: calls - counted.since,
      seconds: Math.max(counted.lastAt - counted.firstAt, 1) / 1_000,
    }),
    keysByPath,
  };
}
