import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '../create-http-client.ts';
import type { HttpRequest } from '../http-message.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { startServer } from '@jobwright/test-servers/vitest';

async function answerWith(encoding: string | string[], body: Buffer) {
  const server = await startServer((_request, response) =>
    response.setHeader('Content-Encoding', encoding).end(body),
  );
  const client = createHttpClient();
  onTestFinished(() => client.close());
  const request: HttpRequest = { method: 'GET', url: server.origin };
  const { signal } = new AbortController();
  return {
    whole: (maxResponseBytes: number) => client.send({ ...request, maxResponseBytes }, { signal }),
    pieces: async (maxResponseBytes: number): Promise<number> => {
      const { body: answer } = await client.open({ ...request, maxResponseBytes }, { signal });
      let size = 0;
      for await (const chunk of answer) size += chunk.byteLength;
      return size;
    },
  };
}

const times = (count: number): Buffer => {
  let bytes = Buffer.from('hello');
  for (let round = 0; round < count; round += 1) bytes = gzipSync(bytes);
  return bytes;
};

test('a body that was encoded three times is read', async () => {
  const { whole, pieces } = await answerWith(['gzip, x-gzip', 'gzip'], times(3));
  expect(Buffer.from((await whole(100)).body).toString()).toBe('hello');
  expect(await pieces(100)).toBe(5);
});

test.each(['gzip, identity', 'identity, gzip', 'gzip,', ',gzip', ' GZip , ,'])(
  'what stands for no encoding counts for nothing: %j',
  async (encoding) => {
    const { whole, pieces } = await answerWith(encoding, times(1));
    expect(Buffer.from((await whole(100)).body).toString()).toBe('hello');
    expect(await pieces(100)).toBe(5);
  },
);

test.each([
  ['gzip, gzip, gzip, gzip', 4],
  [Array.from({ length: 500 }, () => 'gzip').join(','), 4],
  ['br, deflate, gzip, x-gzip', 4],
])('more encodings are refused before anything is decompressed', async (encoding, count) => {
  const { whole, pieces } = await answerWith(encoding, times(count));
  for (const failure of [await catchFailure(whole(100)), await catchFailure(pieces(100))]) {
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_PROTOCOL_ERROR' });
    expect(failure.message).toContain('compressed more often than it is decompressed here');
  }
});

describe('a body that grows beyond the limit is cut, whole or in pieces', () => {
  const zeros = Buffer.alloc(20_000_000);
  test.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['deflate', deflateRawSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ])('%s', async (encoding, body) => {
    const { whole, pieces } = await answerWith(encoding, body);
    for (const failure of [await catchFailure(whole(100_000)), await catchFailure(pieces(100_000))]) {
      expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_TOO_LARGE' });
    }
  });
});
