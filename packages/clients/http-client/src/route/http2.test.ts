import { constants, createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../create-http-client.ts';
import type { HttpRequest } from '../http-message.ts';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { createGate } from '../testing/gate.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { startHttp2Server, trustSelfSigned } from '../testing/start-http2-server.ts';
import { listen } from '@jobwright/test-servers/vitest';

const newSignal = (): AbortSignal => new AbortController().signal;

function openClient(options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient({ tls: trustSelfSigned, ...options });
  onTestFinished(() => client.close());
  return client;
}

const send = (client: HttpClient, request: HttpRequest, signal = newSignal()) =>
  client.send(request, { signal });

const textOf = ({ body }: { readonly body: Uint8Array }): string => new TextDecoder().decode(body);

async function* chunksOf(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe('HTTP/2 when the server offers it', () => {
  test('one connection for many requests at a time', async () => {
    const gate = createGate();
    const server = await startHttp2Server((_request, response) => {
      void gate.promise.then(() => response.end('ok'));
      if (server.requests.length === 50) gate.open();
    });
    const client = openClient();
    const sent = Array.from({ length: 50 }, (_value, index) =>
      send(client, { method: index % 2 === 0 ? 'GET' : 'POST', url: `${server.origin}/${index}` }),
    );
    expect((await Promise.all(sent)).map(textOf)).toEqual(Array.from({ length: 50 }, () => 'ok'));
    expect(new Set(server.requests.map(({ httpVersion }) => httpVersion))).toEqual(new Set(['2.0']));
    expect(server.sessions).toHaveLength(1);
  });

  test.each([
    ['text', 'hello'],
    ['bytes', Buffer.from('hello')],
    ['a source', { open: () => chunksOf('hel', 'lo') }],
    ['a source with its length', { length: 5, open: () => chunksOf('hel', 'lo') }],
    ['a large source', { open: () => chunksOf(...Array.from({ length: 100 }, () => 'x'.repeat(50_000))) }],
  ])('body: %s', async (_case, body) => {
    const server = await startHttp2Server(({ body: got }, response) => void response.end(String(got.length)));
    const response = await send(openClient(), { method: 'POST', url: server.origin, body });
    expect(textOf(response)).toBe(_case === 'a large source' ? '5000000' : '5');
  });

  test('headers: repeated ones are lists, those of one connection are left out', async () => {
    const server = await startHttp2Server((_request, response) => {
      response.writeHead(200, { 'X-List': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'] }).end();
    });
    const response = await send(openClient(), {
      method: 'GET',
      url: `${server.origin}/a?b=c`,
      headers: [
        ['X-Two', 'a'],
        ['X-Two', 'b'],
        ['Connection', 'close'],
        ['Authorization', 'Bearer t'],
      ],
    });
    expect(response).toMatchObject({
      status: 200,
      reason: '',
      headers: { 'x-list': ['1', '2'], 'set-cookie': ['a=1', 'b=2'] },
    });
    expect(server.requests[0]).toMatchObject({
      url: '/a?b=c',
      headers: { ':authority': new URL(server.origin).host, 'x-two': 'a, b', authorization: 'Bearer t' },
    });
    expect(server.requests[0]!.headers).not.toHaveProperty('connection');
  });

  test('a Host of the model is the authority', async () => {
    const server = await startHttp2Server();
    const headers = [['Host', 'virtual.example']] as const;
    await send(openClient(), { method: 'GET', url: server.origin, headers });
    expect(server.requests[0]!.headers).toMatchObject({ ':authority': 'virtual.example' });
    expect(server.requests[0]!.headers).not.toHaveProperty('host');
  });

  test('HEAD, 204 and redirects', async () => {
    const server = await startHttp2Server(({ url }, response) => {
      if (url === '/from') return void response.writeHead(302, { Location: '/to' }).end();
      response.writeHead(url === '/empty' ? 204 : 200).end('body');
    });
    const client = openClient();
    expect((await send(client, { method: 'HEAD', url: server.origin })).body.byteLength).toBe(0);
    expect(await send(client, { method: 'GET', url: `${server.origin}/empty` })).toMatchObject({
      status: 204,
    });
    const request = { method: 'GET', url: `${server.origin}/from`, followRedirects: true } as const;
    expect(textOf(await send(client, request))).toBe('body');
    expect(server.sessions).toHaveLength(1);
  });

  test('more connections only when one is full, and no more than allowed', async () => {
    const gate = createGate();
    const server = await startHttp2Server(
      (_request, response) => {
        if (server.requests.length === 4) gate.open();
        void gate.promise.then(() => response.end('ok'));
      },
      { settings: { maxConcurrentStreams: 2 } },
    );
    const client = openClient({ maxConnectionsPerOrigin: 2 });
    const sent = Array.from({ length: 10 }, () => send(client, { method: 'GET', url: server.origin }));
    expect((await Promise.all(sent)).map(textOf)).toEqual(sent.map(() => 'ok'));
    expect(server.sessions).toHaveLength(2);
  });
});

describe('HTTP/2 failures', () => {
  test('no headers in time, and the next request takes another connection', async () => {
    const server = await startHttp2Server(
      ({ url }, response) => void (url === '/hang' || response.end('ok')),
    );
    const client = openClient();
    const failure = await catchFailure(
      send(client, { method: 'GET', url: `${server.origin}/hang`, headersTimeoutMs: 100 }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_RESPONSE_TIMEOUT' });
    expect(textOf(await send(client, { method: 'GET', url: server.origin }))).toBe('ok');
    expect(server.sessions).toHaveLength(2);
  });

  test('a body that stops', async () => {
    const server = await startHttp2Server((_request, response) => void response.write('half'));
    const failure = await catchFailure(
      send(openClient(), { method: 'GET', url: server.origin, bodyTimeoutMs: 100 }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_RESPONSE_TIMEOUT' });
  });

  test('an abort ends its own request only', async () => {
    const [arrived, closed, gate] = [createGate(), createGate(), createGate()];
    const server = await startHttp2Server(({ url }, response) => {
      if (url === '/other') return void gate.promise.then(() => response.end('ok'));
      response.stream.on('close', closed.open);
      arrived.open();
    });
    const client = openClient();
    const other = send(client, { method: 'GET', url: `${server.origin}/other` });
    const abort = new AbortController();
    const aborted = send(client, { method: 'GET', url: server.origin }, abort.signal);
    await arrived.promise;
    abort.abort();
    expect((await catchFailure(aborted)).code).toBe('HTTP_CANCELLED');
    await closed.promise;
    gate.open();
    expect(textOf(await other)).toBe('ok');
    expect(server.sessions).toHaveLength(1);
  });

  test('a body beyond the limit', async () => {
    const server = await startHttp2Server((_request, response) => void response.end(Buffer.alloc(500_000)));
    const failure = await catchFailure(
      send(openClient(), { method: 'GET', url: server.origin, maxResponseBytes: 1_000 }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_TOO_LARGE' });
  });

  test.each([
    ['reset', 2],
    ['cancelled', 8],
    ['closed without an answer', 0],
  ])('a stream that is %s', async (_case, code) => {
    const server = await startHttp2Server((_request, response) => response.stream.close(code));
    const failure = await catchFailure(send(openClient(), { method: 'POST', url: server.origin, body: 'x' }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECTION_RESET' });
    expect(server.requests).toHaveLength(1);
  });

  test('a connection that dies', async () => {
    const server = await startHttp2Server((_request, response) => response.stream.session?.destroy());
    const client = openClient();
    const failure = await catchFailure(send(client, { method: 'POST', url: server.origin }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECTION_RESET' });
  });

  test('what the server refused without looking at it is sent again, once', async () => {
    const server = await startHttp2Server((_request, response) =>
      server.requests.length === 1 ? response.stream.close(7) : void response.end('ok'),
    );
    const client = openClient();
    expect(textOf(await send(client, { method: 'POST', url: server.origin, body: 'pay' }))).toBe('ok');
    expect(server.requests.map(({ body }) => body)).toEqual(['pay', 'pay']);

    const busy = await startHttp2Server((_request, response) => response.stream.close(7));
    expect((await catchFailure(send(client, { method: 'GET', url: busy.origin }))).code).toBe(
      'HTTP_CONNECTION_RESET',
    );
    expect(busy.requests).toHaveLength(2);
  });

  test('a server that wants HTTP/1.1 gets the request over HTTP/1.1, once, and those after it', async () => {
    const seen: string[] = [];
    const server = createSecureServer({ ...LOCALHOST_TLS, allowHTTP1: true }, (request, response) => {
      seen.push(`${request.method} ${request.httpVersion}`);
      if (request.httpVersionMajor === 2) response.stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED);
      else
        text(request).then(
          (body) => response.end(body),
          () => undefined,
        );
    });
    const { port } = await listen(server);
    const client = openClient();
    const url = `https://127.0.0.1:${port}`;
    expect(textOf(await send(client, { method: 'POST', url, body: 'booked' }))).toBe('booked');
    expect((await send(client, { method: 'GET', url })).status).toBe(200);
    expect(seen).toEqual(['POST 2.0', 'POST 1.1', 'GET 1.1']);
  });

  test('a server that says goodbye still answers what it has, and gets no more', async () => {
    const server = await startHttp2Server(({ url }, response) => {
      if (url === '/last') {
        response.stream.session?.goaway(0, response.stream.id);
        response.stream.session?.on('close', () => undefined);
      }
      response.end(url);
    });
    const client = openClient();
    for (const path of ['/first', '/last', '/next']) {
      expect(textOf(await send(client, { method: 'POST', url: `${server.origin}${path}` }))).toBe(path);
    }
    expect(server.sessions).toHaveLength(2);
  });

  test('what a source throws is what the caller gets, and the connection goes on', async () => {
    const server = await startHttp2Server();
    const client = openClient();
    const broken = {
      async *open() {
        yield Buffer.from('a');
        throw new Error('The document is gone');
      },
    };
    await expect(send(client, { method: 'POST', url: server.origin, body: broken })).rejects.toThrow(
      'The document is gone',
    );
    expect(textOf(await send(client, { method: 'GET', url: server.origin }))).toBe('ok');
  });

  test('a client that was closed', async () => {
    const arrived = createGate();
    const server = await startHttp2Server(() => arrived.open());
    const client = openClient();
    const running = send(client, { method: 'GET', url: server.origin });
    await arrived.promise;
    await client.close();
    expect((await catchFailure(running)).code).toMatch(/^HTTP_(CANCELLED|CONNECTION_RESET)$/);
    expect((await catchFailure(send(client, { method: 'GET', url: server.origin }))).code).toBe(
      'HTTP_CANCELLED',
    );
  });

  test('a certificate that is not trusted', async () => {
    const server = await startHttp2Server();
    const client = createHttpClient();
    onTestFinished(() => client.close());
    const failure = await catchFailure(send(client, { method: 'GET', url: server.origin }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'SSL_HANDSHAKE_FAILED' });
  });

  test('the egress policy counts', async () => {
    const server = await startHttp2Server();
    const client = openClient({ network: createOutboundNetwork({ deny: ['127.0.0.0/8'] }) });
    const failure = await catchFailure(send(client, { method: 'GET', url: server.origin }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(server.sessions).toHaveLength(0);
  });
});

describe('HTTP/1.1 over TLS', () => {
  test('where there is no HTTP/2, with the connection that was made to ask', async () => {
    let connections = 0;
    const server = createTlsServer(LOCALHOST_TLS, (request, response) => response.end(request.httpVersion));
    server.on('secureConnection', () => (connections += 1));
    const origin = `https://127.0.0.1:${(await listen(server)).port}`;
    const client = openClient();
    for (let round = 0; round < 5; round += 1) {
      expect(textOf(await send(client, { method: 'GET', url: origin }))).toBe('1.1');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(connections).toBe(1);
  });

  test('many at a time before it is known', async () => {
    const server = createTlsServer(LOCALHOST_TLS, (request, response) => response.end(request.httpVersion));
    const origin = `https://127.0.0.1:${(await listen(server)).port}`;
    const client = openClient({ maxConnectionsPerOrigin: 3 });
    const sent = Array.from({ length: 20 }, () => send(client, { method: 'GET', url: origin }));
    expect(new Set((await Promise.all(sent)).map(textOf))).toEqual(new Set(['1.1']));
  });
});
