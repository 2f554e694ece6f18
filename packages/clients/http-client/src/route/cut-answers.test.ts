import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../create-http-client.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { contentLength, type FrameWriter, startFrameServer } from '../testing/start-frame-server.ts';
import { trustSelfSigned } from '../testing/start-http2-server.ts';
import { listen, startSocketServer } from '@jobwright/test-servers/vitest';

const signal = new AbortController().signal;

function openClient(): HttpClient {
  const client = createHttpClient({ tls: trustSelfSigned });
  onTestFinished(() => client.close());
  return client;
}

const send = (url: string) => openClient().send({ method: 'GET', url }, { signal });

/** As documents are read: piece by piece. */
async function readPieces(url: string): Promise<string> {
  const { body } = await openClient().open({ method: 'GET', url }, { signal });
  let text = '';
  for await (const chunk of body) text += Buffer.from(chunk).toString();
  return text;
}

const NO_ERROR = 0;
const CANCEL = 8;
const INTERNAL_ERROR = 2;

const halves: Readonly<Record<string, (frames: FrameWriter) => FrameWriter>> = {
  headers: (frames) => frames.headers(),
  'headers with a content-length': (frames) => frames.headers({ fields: [contentLength(8)] }),
  'half of the body': (frames) => frames.headers().data('half'),
  'half of the body, of the announced length': (frames) =>
    frames.headers({ fields: [contentLength(8)] }).data('half'),
  'all of the announced length, but no end': (frames) =>
    frames.headers({ fields: [contentLength(4)] }).data('half'),
};
const cuts: Readonly<Record<string, (frames: FrameWriter) => void>> = {
  'the connection closes': (frames) => frames.close(),
  'the connection is reset': (frames) => frames.destroy(),
  'RST_STREAM 0': (frames) => void frames.reset(NO_ERROR),
  'RST_STREAM 8': (frames) => void frames.reset(CANCEL),
  'RST_STREAM 2': (frames) => void frames.reset(INTERNAL_ERROR),
  'GOAWAY 0 and the end': (frames) => frames.goaway(NO_ERROR).close(),
  'GOAWAY 2': (frames) => void frames.goaway(INTERNAL_ERROR),
  'GOAWAY of no stream': (frames) => void frames.goaway(NO_ERROR, 0),
};

describe.each(Object.entries(halves))('over HTTP/2: %s', (_half, begin) => {
  test.each(Object.entries(cuts))('%s', async (_cut, cut) => {
    const server = await startFrameServer((frames) => cut(begin(frames)));
    const read = [send(server.origin), readPieces(server.origin)];
    for (const failure of await Promise.all(read.map(catchFailure))) {
      expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECTION_RESET' });
    }
  });
});

describe('over HTTP/2, complete', () => {
  test.each<[string, string, (frames: FrameWriter) => void]>([
    ['an empty body', '', (frames) => frames.headers({ isEnd: true })],
    ['a body', 'whole', (frames) => frames.headers().data('whole', { isEnd: true })],
    ['an end of its own', 'whole', (frames) => frames.headers().data('whole').data('', { isEnd: true })],
    ['trailers', 'whole', (frames) => frames.headers().data('whole').trailers()],
    ['and then reset', 'whole', (frames) => frames.headers().data('whole', { isEnd: true }).reset(NO_ERROR)],
    ['and then closed', 'whole', (frames) => frames.headers().data('whole', { isEnd: true }).close()],
    [
      'and then goodbye',
      'whole',
      (frames) => frames.headers().data('whole', { isEnd: true }).goaway(0).close(),
    ],
  ])('%s', async (_case, text, answer) => {
    const server = await startFrameServer(answer);
    expect(Buffer.from((await send(server.origin)).body).toString()).toBe(text);
    expect(await readPieces(server.origin)).toBe(text);
  });
});

test.each([
  ['less', 8],
  ['more', 2],
])('over HTTP/2, %s than the announced length is a failure', async (_case, bytes) => {
  const server = await startFrameServer((frames) =>
    frames.headers({ fields: [contentLength(bytes)] }).data('half', { isEnd: true }),
  );
  for (const failure of await Promise.all(
    [send(server.origin), readPieces(server.origin)].map(catchFailure),
  )) {
    expect(failure).toMatchObject({ kind: 'retryable' });
  }
});

const gzipped = gzipSync('x'.repeat(10_000)).subarray(0, 20);
const overHttp1: Readonly<Record<string, (string | Buffer)[]>> = {
  'less than the announced length': ['HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf'],
  'chunks without an end': ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  'half a chunk': ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf'],
  'headers only': ['HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n'],
  'half of what was compressed': ['HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n', gzipped],
};

describe.each(Object.entries(overHttp1))('over HTTP/1.1: %s', (_case, parts) => {
  const answer = (socket: Socket): void => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat(parts.map((part) => Buffer.from(part)))));
  };

  test('in plain', async () => {
    const url = `http://127.0.0.1:${(await startSocketServer(answer)).port}`;
    for (const failure of await Promise.all([send(url), readPieces(url)].map(catchFailure))) {
      expect(failure.code).toMatch(/^HTTP_(CONNECTION_RESET|PROTOCOL_ERROR)$/);
    }
  });

  test('in TLS', async () => {
    const server = createHttpsServer(LOCALHOST_TLS);
    server.removeAllListeners('secureConnection').on('secureConnection', answer);
    const url = `https://127.0.0.1:${(await listen(server)).port}`;
    for (const failure of await Promise.all([send(url), readPieces(url)].map(catchFailure))) {
      expect(failure.code).toMatch(/^HTTP_(CONNECTION_RESET|PROTOCOL_ERROR)$/);
    }
  });
});
