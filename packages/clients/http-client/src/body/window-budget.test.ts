import { brotliCompressSync, constants } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '../create-http-client.ts';
import { startServer } from '@jobwright/test-servers/vitest';
import { createWindowBudget } from './window-budget.ts';

test('the budget is never exceeded, and everybody who waits is served', async () => {
  const budget = createWindowBudget({ maxBytes: 100, waitMs: 60_000 });
  let [acquired, most] = [0, 0];
  const work = async (bytes: number): Promise<void> => {
    const release = await budget.acquire(bytes);
    acquired += Math.min(bytes, 100);
    most = Math.max(most, acquired);
    await new Promise((resolve) => setImmediate(resolve));
    acquired -= Math.min(bytes, 100);
    release();
    release();
  };
  await Promise.all([60, 60, 10, 300, 30, 30, 30, 100, 1].map(work));
  expect([acquired, most]).toEqual([0, 100]);
});

test('whoever waits too long fails, and those behind it go on', async () => {
  const budget = createWindowBudget({ maxBytes: 100, waitMs: 50 });
  const release = await budget.acquire(60);
  const large = budget.acquire(100);
  const small = budget.acquire(40);
  await expect(large).rejects.toThrow('Too many compressed responses');
  await small;
  release();
});

test('responses with the largest windows are read a few at a time, and in the end all of them', async () => {
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 2 };
  const body = brotliCompressSync(Buffer.alloc(20_000_000), { params });
  const server = await startServer((_request, response) =>
    response.setHeader('Content-Encoding', 'br').end(body),
  );
  const client = createHttpClient();
  onTestFinished(() => client.close());
  const { signal } = new AbortController();
  const request = { method: 'GET', url: server.origin, maxResponseBytes: 30_000_000 } as const;
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.open(request, { signal })));
  let begun = 0;
  const read = async (content: AsyncIterable<Uint8Array>): Promise<number> => {
    let size = 0;
    for await (const chunk of content) {
      if (size === 0) begun += 1;
      size += chunk.byteLength;
      if (size === chunk.byteLength) await allStarted;
    }
    return size;
  };
  let goOn = (): void => undefined;
  const allStarted = new Promise<void>((resolve) => (goOn = resolve));
  const sizes = answers.map(({ body: content }) => read(content));
  await expect.poll(() => begun).toBe(4);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(begun).toBe(4);
  goOn();
  expect(await Promise.all(sizes)).toEqual(answers.map(() => 20_000_000));
});
