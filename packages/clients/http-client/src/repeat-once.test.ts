import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from './create-http-client.ts';
import type { HttpMethod, HttpRequest } from './http-message.ts';
import { catchFailure } from './testing/catch-failure.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const signal = AbortSignal.timeout(60_000);
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'] as const;

interface Step {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly reset?: boolean;
}

async function start(steps: readonly Step[]) {
  const seen: { readonly atMs: number; readonly body: string; readonly url: string }[] = [];
  const server = await startServer(({ body, url }, response) => {
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push({ atMs: performance.now(), body, url });
    if (step?.reset === true) return void response.socket?.resetAndDestroy();
    response.writeHead(step?.status ?? 200, step?.headers).end(step?.body ?? 'ok');
  });
  const client = createHttpClient();
  onTestFinished(() => client.close());
  const send = (request: Partial<HttpRequest> & { readonly method: HttpMethod }, options = {}) =>
    client.send({ url: server.origin, repeatsOnce: true, ...request }, { signal, ...options });
  const waitedMs = () => (seen[1]?.atMs ?? 0) - (seen[0]?.atMs ?? 0);
  return { seen, send, waitedMs };
}

describe('once more, and no more', () => {
  test.each(METHODS.flatMap((method) => [429, 503].map((status) => ({ method, status }))))(
    '$method after $status',
    async ({ method, status }) => {
      const { seen, send } = await start([{ status, headers: { 'Retry-After': '0' } }, {}]);
      const body = ['PUT', 'POST', 'PATCH'].includes(method) ? { body: 'content' } : {};
      expect(await send({ method, ...body })).toMatchObject({ status: 200 });
      expect(seen.map((each) => each.body)).toEqual([body.body ?? '', body.body ?? '']);
    },
  );

  // All at a time: each of them waits a second.
  test('after a reset, where the method may be repeated', async () => {
    const endings = METHODS.map(async (method) => {
      const { seen, send } = await start([{ reset: true }, {}]);
      const ending = await send({ method }).then(
        ({ status }) => status,
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
      return `${method}: ${String(ending)} after ${seen.length}`;
    });
    expect(await Promise.all(endings)).toEqual([
      'GET: 200 after 2',
      'HEAD: 200 after 2',
      'OPTIONS: 200 after 2',
      'PUT: 200 after 2',
      'DELETE: 200 after 2',
      'POST: HTTP_CONNECTION_RESET after 1',
      'PATCH: HTTP_CONNECTION_RESET after 1',
    ]);
  });

  test('what comes of the second is the answer', async () => {
    const later = { status: 503, headers: { 'Retry-After': '0' } };
    const { seen, send } = await start([later, { ...later, body: 'second' }, {}]);
    const { status, body } = await send({ method: 'POST' });
    expect([status, Buffer.from(body).toString()]).toEqual([503, 'second']);
    expect(seen).toHaveLength(2);
  });

  test('not a reset after a 503 either', async () => {
    const { seen, send } = await start([
      { status: 503, headers: { 'Retry-After': '0' } },
      { reset: true },
      {},
    ]);
    expect((await catchFailure(send({ method: 'GET' }))).code).toBe('HTTP_CONNECTION_RESET');
    expect(seen).toHaveLength(2);
  });

  test.each([400, 404, 408, 425, 500, 502, 504])('not after %d', async (status) => {
    const { seen, send } = await start([{ status }, {}]);
    expect(await send({ method: 'GET' })).toMatchObject({ status });
    expect(seen).toHaveLength(1);
  });

  test('not unless asked', async () => {
    const { seen, send } = await start([{ status: 503, headers: { 'Retry-After': '0' } }, {}]);
    expect(await send({ method: 'GET', repeatsOnce: false })).toMatchObject({ status: 503 });
    expect(seen).toHaveLength(1);
  });

  test('a body is read anew', async () => {
    const { seen, send } = await start([{ status: 429, headers: { 'Retry-After': '0' } }, {}]);
    let opened = 0;
    const body = {
      async *open() {
        opened += 1;
        yield Buffer.from(`opened ${String(opened)}`);
        await Promise.resolve();
      },
    };
    await send({ method: 'POST', body });
    expect(seen.map((each) => each.body)).toEqual(['opened 1', 'opened 2']);
  });

  test('the body of the first is not looked at', async () => {
    const headers = { 'Retry-After': '0', 'Content-Encoding': 'gzip' };
    const { send } = await start([{ status: 503, headers, body: 'no gzip' }, {}]);
    expect(await send({ method: 'GET' })).toMatchObject({ status: 200 });
  });
});

describe('the wait', () => {
  test('is a second, or what the server says: seconds, or a date by its own clock', async () => {
    const answers: Record<string, string>[] = [
      {},
      { 'Retry-After': 'soon' },
      { 'Retry-After': '1' },
      { Date: 'Wed, 21 Oct 2026 07:28:00 GMT', 'Retry-After': 'Wed, 21 Oct 2026 07:28:01 GMT' },
    ];
    const waits = answers.map(async (headers) => {
      const { send, waitedMs } = await start([{ status: 503, headers }, {}]);
      await send({ method: 'POST' });
      return waitedMs();
    });
    for (const waitedMs of await Promise.all(waits)) expect(waitedMs).toBeGreaterThan(950);
  });

  test('not longer than a server may take to answer', async () => {
    const { seen, send } = await start([{ status: 503, headers: { 'Retry-After': '21' } }, {}]);
    expect(await send({ method: 'GET' })).toMatchObject({ status: 503, headers: { 'Retry-After': '21' } });
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['an answer', { status: 503, headers: { 'Retry-After': '5' } }],
    ['an answer that does not say', { status: 429 }],
    ['a reset', { reset: true }],
  ])('not beyond the deadline of the job: %s is returned unchanged', async (_case, step) => {
    const { seen, send } = await start([step, {}]);
    const expiresAt = performance.now() + 1_500;
    const ending = await send({ method: 'GET' }, { expiresAt }).catch((error: unknown) => error);
    expect(ending).toMatchObject(
      'reset' in step ? { code: 'HTTP_CONNECTION_RESET' } : { status: step.status },
    );
    expect(seen).toHaveLength(1);
  });

  test('ends with the signal', async () => {
    const { seen, send } = await start([{ status: 503, headers: { 'Retry-After': '15' } }, {}]);
    const failure = await catchFailure(send({ method: 'GET' }, { signal: AbortSignal.timeout(200) }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CANCELLED' });
    expect(seen).toHaveLength(1);
  });
});

describe('the body of a redirect that is followed is not decoded', () => {
  test.each([
    ['no gzip at all', { 'Content-Encoding': 'gzip' }, 'no gzip'],
    ['half of it', { 'Content-Encoding': 'gzip' }, gzipSync('hello').subarray(0, 10)],
    ['more encodings than are decoded', { 'Content-Encoding': 'gzip, gzip, gzip, gzip, gzip' }, 'x'],
    ['less than it says', { 'Content-Length': '100', Connection: 'close' }, 'x'],
  ])('%s', async (_case, headers, body) => {
    const { seen, send } = await start([{ status: 302, headers: { ...headers, Location: '/b' }, body }, {}]);
    const answer = await send({ method: 'GET', followRedirects: true });
    expect(Buffer.from(answer.body).toString()).toBe('ok');
    expect(seen[1]?.url).toBe('/b');
  });

  test('one that is not followed is read as it says', async () => {
    const headers = { Location: '/b', 'Content-Encoding': 'gzip' };
    const { send } = await start([{ status: 302, headers, body: gzipSync('hello') }]);
    expect(Buffer.from((await send({ method: 'GET' })).body).toString()).toBe('hello');
  });
});
