import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '../create-http-client.ts';
import type { HttpMethod } from '../http-message.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { startHttp2Server, trustSelfSigned } from '../testing/start-http2-server.ts';
import { listen, startSocketServer } from '@jobwright/test-servers/vitest';

const signal = AbortSignal.timeout(60_000);
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** Answers each request with the pieces, each in a packet of its own. Counts requests and connections. */
function createAnswer(pieces: readonly string[]) {
  const seen = { requests: 0, connections: 0 };
  const onSocket = (socket: Socket): void => {
    seen.connections += 1;
    socket.setNoDelay(true);
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      const [, length = '0'] = /content-length: (\d+)/i.exec(received) ?? [];
      const head = received.indexOf('\r\n\r\n');
      if (head === -1 || received.length < head + 4 + Number(length)) return;
      received = '';
      seen.requests += 1;
      void (async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
    });
  };
  return { seen, onSocket };
}

function createTestClient() {
  const client = createHttpClient({ tls: trustSelfSigned });
  onTestFinished(() => client.close());
  return async (method: HttpMethod, url: string) => {
    const body = method === 'POST' ? { body: 'x'.repeat(10) } : {};
    const { status, body: bytes } = await client.send({ method, url, ...body }, { signal });
    return `${status} ${Buffer.from(bytes).toString()}`;
  };
}

const ANSWERS: [string, readonly string[]][] = [
  ['in one piece', [CONTINUE + OK]],
  ['before the response', [CONTINUE, OK]],
  ['byte by byte', [...CONTINUE, ...OK]],
  ['several', [CONTINUE, CONTINUE + CONTINUE, OK]],
  ['with headers', ['HTTP/1.1 100 Continue\r\nServer: x\r\nX-A: HTTP/1.1 100\r\n\r\n', OK]],
  ['without a reason', ['HTTP/1.1 100\r\n\r\n', OK]],
  [
    'with others',
    ['HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n', CONTINUE, 'HTTP/1.1 102 Processing\r\n\r\n', OK],
  ],
  ['of an unknown kind', ['HTTP/1.1 199 Whatever\r\n\r\n', CONTINUE, OK]],
  ['with a line break too many', ['\r\n', CONTINUE, '\r\n', OK]],
  ['none', [OK]],
];

describe('interim responses are passed over, and a request is made once', () => {
  test.each(ANSWERS)('%s', async (_case, pieces) => {
    const { seen, onSocket } = createAnswer(pieces);
    const { port } = await startSocketServer(onSocket);
    const send = createTestClient();
    for (const method of ['POST', 'GET', 'POST'] as const) {
      expect(await send(method, `http://127.0.0.1:${port}`)).toBe('200 {"a":1}');
    }
    expect(seen.requests).toBe(3);
    expect(seen.connections).toBeLessThan(3);
  });

  test.each(ANSWERS)('%s, over TLS', async (_case, pieces) => {
    const { seen, onSocket } = createAnswer(pieces);
    const { port } = await listen(createTlsServer(LOCALHOST_TLS, onSocket));
    const send = createTestClient();
    for (const method of ['POST', 'GET'] as const) {
      expect(await send(method, `https://127.0.0.1:${port}`)).toBe('200 {"a":1}');
    }
    expect(seen.requests).toBe(2);
  });

  test.each(['POST', 'GET'] as const)('HTTP/2: %s', async (method) => {
    const server = await startHttp2Server((_request, response) => {
      response.writeContinue();
      response.writeEarlyHints({ link: '<a>' });
      response.stream.additionalHeaders({ ':status': 102 });
      response.end('{"a":1}');
    });
    expect(await createTestClient()(method, server.origin)).toBe('200 {"a":1}');
    expect(server.requests).toHaveLength(1);
  });

  test('a body that looks like one stays unchanged', async () => {
    const body = `${CONTINUE}${CONTINUE}`;
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { onSocket } = createAnswer([head, CONTINUE, CONTINUE]);
    const { port } = await startSocketServer(onSocket);
    expect(await createTestClient()('GET', `http://127.0.0.1:${port}`)).toBe(`200 ${body}`);
  });

  test('101 without a request for it is a failure', async () => {
    const { onSocket } = createAnswer([
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
    ]);
    const { port } = await startSocketServer(onSocket);
    const failure = await catchFailure(createTestClient()('POST', `http://127.0.0.1:${port}`));
    expect(failure.code).toBe('HTTP_CONNECTION_RESET');
  });
});

describe('headers of a response', () => {
  const startLargeServer = (bytes: number) =>
    startHttp2Server(
      (_request, response) => {
        response.setHeader(
          'x-a',
          Array.from({ length: bytes / 1000 }, () => 'b'.repeat(1000)),
        );
        response.end('ok');
      },
      { maxSendHeaderBlockLength: 1_000_000 },
    );
  const answerHeaders = (bytes: number): string =>
    `HTTP/1.1 200 OK\r\n${'X-A: '
      .padEnd(1000, 'b')
      .concat('\r\n')
      .repeat(Math.ceil(bytes / 1000))}Content-Length: 2\r\n\r\nok`;

  test.each([20_000, 200_000])('of %d bytes are read', async (bytes) => {
    const { onSocket } = createAnswer([answerHeaders(bytes)]);
    const { port } = await startSocketServer(onSocket);
    expect(await createTestClient()('POST', `http://127.0.0.1:${port}`)).toBe('200 ok');
  });

  test('of more than 256 kB are a failure of their own, after which nothing is sent again', async () => {
    const { seen, onSocket } = createAnswer([answerHeaders(300_000)]);
    const { port } = await startSocketServer(onSocket);
    const failure = await catchFailure(createTestClient()('POST', `http://127.0.0.1:${port}`));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_HEADERS_TOO_LARGE' });
    expect(failure.message).toContain('larger than 262144 bytes');
    expect(seen.requests).toBe(1);
  });

  test.each([20_000, 200_000])('of %d bytes over HTTP/2', async (bytes) => {
    const server = await startLargeServer(bytes);
    expect(await createTestClient()('POST', server.origin)).toBe('200 ok');
  });

  test('of more than 256 kB over HTTP/2', async () => {
    const server = await startLargeServer(300_000);
    const failure = await catchFailure(createTestClient()('POST', server.origin));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_HEADERS_TOO_LARGE' });
  });
});

describe('a response without a body ends with its headers, whatever length they name', () => {
  test.each([
    [
      '304 with the length of what was not sent',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n',
      '304 ',
    ],
    ['204 with a body nevertheless', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello', '204 '],
  ])('%s', async (_case, answer, expected) => {
    const { seen, onSocket } = createAnswer([answer]);
    const { port } = await startSocketServer(onSocket);
    const send = createTestClient();
    expect(await send('GET', `http://127.0.0.1:${port}/`)).toBe(expected);
    expect(await send('POST', `http://127.0.0.1:${port}/`)).toBe(expected);
    expect(seen.requests).toBe(2);
  });

  test('a body that is cut off stays a failure', async () => {
    const { onSocket } = createAnswer([
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhe',
    ]);
    const { port } = await startSocketServer((socket) => {
      onSocket(socket);
      socket.on('data', () => setImmediate(() => setImmediate(() => socket.end())));
    });
    const failure = await catchFailure(createTestClient()('POST', `http://127.0.0.1:${port}/`));
    expect(failure.code).toMatch(/^HTTP_(PROTOCOL_ERROR|CONNECTION_RESET)$/);
  });
});
