import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './create-http-client.ts';
import type { HttpMethod, HttpRequest } from './http-message.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { findClosedPort, listen, startServer, startSocketServer } from '@jobwright/test-servers/vitest';

const never = new AbortController().signal;
const SECRET = 'MARKER-s3cret';

function openClient(options?: HttpClientOptions): HttpClient {
  const client = createHttpClient(options);
  onTestFinished(() => client.close());
  return client;
}

const send = (request: HttpRequest, options?: HttpClientOptions, signal = never) =>
  openClient(options).send(request, { signal });

async function catchFailure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isConnectorFailure(error)) throw new Error('Expected a connector failure', { cause: error });
  return error;
}

function createGate() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

const textOf = (response: { readonly body: Uint8Array }): string => new TextDecoder().decode(response.body);

describe('requests', () => {
  test.each<HttpMethod>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is sent',
    async (method) => {
      const server = await startServer();
      const response = await send({ method, url: `${server.origin}/a?b=c` });
      expect({ status: response.status, reason: response.reason, text: textOf(response) }).toEqual({
        status: 200,
        reason: 'OK',
        text: 'ok',
      });
      expect(server.requests).toMatchObject([{ method, url: '/a?b=c', body: '' }]);
    },
  );

  test('HEAD has headers and no body', async () => {
    const server = await startServer((_request, response) => response.setHeader('X-A', '1').end('ignored'));
    const response = await send({ method: 'HEAD', url: server.origin });
    expect(response.headers).toMatchObject({ 'X-A': '1' });
    expect(response.body.byteLength).toBe(0);
  });

  test('sends text as UTF-8, bytes as they are, headers in their case and repeated ones as lines', async () => {
    const server = await startServer();
    const client = openClient();
    await client.send(
      {
        method: 'POST',
        url: server.origin,
        headers: [
          ['X-One', '1'],
          ['x-two', 'a'],
          ['x-two', 'b'],
        ],
        body: 'zwölf',
      },
      { signal: never },
    );
    await client.send(
      { method: 'POST', url: server.origin, body: new Uint8Array([0x7a, 0x77]) },
      { signal: never },
    );
    expect(server.requests.map(({ body }) => body)).toEqual(['zwölf', 'zw']);
    const lines = server.requests[0]!.rawHeaders.join(' ');
    expect(lines).toContain('X-One 1');
    expect(lines).toContain('x-two a');
    expect(lines).toContain('x-two b');
  });

  test('credentials in the URL become a Basic header, unless there is an Authorization header', async () => {
    const server = await startServer();
    const url = server.origin.replace('http://', 'http://us%40er:p%3Aw@');
    await send({ method: 'GET', url });
    await send({ method: 'GET', url, headers: [['authorization', 'Bearer t']] });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${Buffer.from('us@er:p:w').toString('base64')}`,
      'Bearer t',
    ]);
  });

  test('percent-encodes what needs it and leaves what is encoded', async () => {
    const server = await startServer();
    await send({ method: 'GET', url: `${server.origin}/a b/%2F/ä?q={x|y}&z=%26&p=100%` });
    expect(server.requests[0]!.url).toBe('/a%20b/%2F/%C3%A4?q=%7Bx%7Cy%7D&z=%26&p=100%25');
  });

  test('skipUrlEncoding sends path and query exactly as written', async () => {
    const server = await startServer();
    const url = `${server.origin}/a/{b}?q='{x}'#fragment`;
    await send({ method: 'GET', url, skipUrlEncoding: true });
    await send({ method: 'GET', url: `${server.origin}?q`, skipUrlEncoding: true });
    expect(server.requests.map((request) => request.url)).toEqual([`/a/{b}?q='{x}'`, '/?q']);
  });
});

describe('a URL with dots as a segment of its path is not called', () => {
  test.each([
    '/customers/../admin',
    '/customers/..',
    '/customers/./profile',
    '/customers/%2e%2E/profile',
    '/customers/.%2e/profile',
    '/customers/..%2f..%2fadmin/profile',
    '/customers/..\\admin',
    '/customers\\..\\admin',
    '/customers/%252e%252e/profile',
    '/customers/..;/profile',
    '/customers/..?a=b',
    '/..#a',
  ])('%s', async (path) => {
    const server = await startServer();
    for (const skipUrlEncoding of [false, true]) {
      const failure = await catchFailure(
        send({ method: 'GET', url: `${server.origin}${path}`, skipUrlEncoding }),
      );
      expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_URL_INVALID' });
    }
    expect(server.requests).toEqual([]);
  });

  test('dots elsewhere are nothing but dots', async () => {
    const server = await startServer();
    const path = '/v1.0/.well-known/a..b/...?next=../a&b=/../';
    await send({ method: 'GET', url: `${server.origin}${path}#/../` });
    expect(server.requests[0]!.url).toBe(path);
  });

  test('where a redirect leads, its server says', async () => {
    const server = await startServer(({ url }, response) =>
      url === '/a/b' ? response.writeHead(302, { Location: '../c' }).end() : response.end('moved'),
    );
    const response = await send({ method: 'GET', url: `${server.origin}/a/b`, followRedirects: true });
    expect([textOf(response), server.requests[1]!.url]).toEqual(['moved', '/c']);
  });
});

describe('responses', () => {
  test('keep header names as served, repeated headers as a list', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(201, 'Made', { 'X-Case': 'v', 'Set-Cookie': ['a=1', 'b=2'] }).end(),
    );
    const response = await send({ method: 'GET', url: server.origin });
    expect(response).toMatchObject({
      status: 201,
      reason: 'Made',
      headers: { 'X-Case': 'v', 'Set-Cookie': ['a=1', 'b=2'] },
    });
  });

  test('early hints are skipped', async () => {
    const server = await startServer((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(200, { 'X-Final': 'yes' }).end('body');
    });
    const response = await send({ method: 'GET', url: server.origin });
    expect(response).toMatchObject({ status: 200, headers: { 'X-Final': 'yes' } });
    expect(textOf(response)).toBe('body');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
  ])('%s is decompressed', async (encoding, compress) => {
    const server = await startServer((_request, response) =>
      response.setHeader('Content-Encoding', encoding).end(compress('hello')),
    );
    expect(textOf(await send({ method: 'GET', url: server.origin }))).toBe('hello');
    expect(server.requests[0]!.headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  test('a broken compressed body is a protocol error', async () => {
    const server = await startServer((_request, response) =>
      response.setHeader('Content-Encoding', 'gzip').end('not gzip'),
    );
    const failure = await catchFailure(send({ method: 'GET', url: server.origin }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_PROTOCOL_ERROR' });
  });

  test('a body of exactly the limit is read, one byte more is refused', async () => {
    const server = await startServer(({ url }, response) =>
      response.end('x'.repeat(url === '/fits' ? 100 : 101)),
    );
    const fits = await send({ method: 'GET', url: `${server.origin}/fits` }, { maxResponseBytes: 100 });
    expect(fits.body.byteLength).toBe(100);
    const failure = await catchFailure(
      send({ method: 'GET', url: server.origin }, { maxResponseBytes: 100 }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_TOO_LARGE' });
    expect(failure.message).toContain('100 bytes');
  });

  test('a body that grows beyond the limit when decompressed is refused', async () => {
    const server = await startServer((_request, response) =>
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000))),
    );
    const failure = await catchFailure(
      send({ method: 'GET', url: server.origin }, { maxResponseBytes: 10_000 }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_RESPONSE_TOO_LARGE' });
  });

  test('an endless body is cut at the limit', async () => {
    const closed = createGate();
    const server = await startServer((_request, response) => {
      const write = (): void => void (response.write(Buffer.alloc(10_000)) ? setImmediate(write) : undefined);
      response.on('drain', write).on('close', closed.resolve);
      write();
    });
    const failure = await catchFailure(
      send({ method: 'GET', url: server.origin }, { maxResponseBytes: 50_000 }),
    );
    expect(failure.code).toBe('HTTP_RESPONSE_TOO_LARGE');
    await closed.promise;
  });
});

describe('connections', () => {
  test('are kept alive between requests', async () => {
    const server = await startServer();
    const client = openClient();
    for (let index = 0; index < 20; index += 1) {
      await client.send({ method: 'POST', url: server.origin, body: 'x' }, { signal: never });
    }
    expect(server.requests).toHaveLength(20);
    // A request sent in the very tick in which the one before ended may open a second.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test('are limited for each origin', async () => {
    const server = await startServer((_request, response) => void setImmediate(() => response.end()));
    const other = await startServer();
    const client = openClient({ maxConnectionsPerOrigin: 2 });
    const urls = [...Array.from({ length: 8 }, () => server.origin), other.origin];
    await Promise.all(urls.map((url) => client.send({ method: 'GET', url }, { signal: never })));
    expect(server.requests).toHaveLength(8);
    expect(server.connections()).toBe(2);
    expect(other.connections()).toBe(1);
  });
});

describe('redirects', () => {
  test('are not followed by default', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(302, { Location: '/next' }).end(),
    );
    const response = await send({ method: 'GET', url: server.origin });
    expect(response).toMatchObject({ status: 302, headers: { Location: '/next' } });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [302, 'PUT', 'PUT', 'data'],
    [307, 'POST', 'POST', 'data'],
    [308, 'PATCH', 'PATCH', 'data'],
  ] as const)('%i turns %s into %s', async (status, method, nextMethod, nextBody) => {
    const server = await startServer(({ url }, response) => {
      if (url === '/next') response.end('arrived');
      else response.writeHead(status, { Location: '/next' }).end();
    });
    const headers = [
      ['Authorization', 'Bearer t'],
      ['Content-Type', 'text/plain'],
    ] as const;
    const response = await send({ method, url: server.origin, headers, body: 'data', followRedirects: true });
    expect(textOf(response)).toBe('arrived');
    expect(server.requests[1]).toMatchObject({
      method: nextMethod,
      url: '/next',
      body: nextBody,
      headers: { authorization: 'Bearer t' },
    });
    expect(server.requests[1]!.headers['content-type']).toBe(nextBody === '' ? undefined : 'text/plain');
  });

  test('another origin gets no header that may hold a credential', async () => {
    const target = await startServer();
    const server = await startServer((_request, response) =>
      response.writeHead(307, { Location: `${target.origin}/there` }).end(),
    );
    await send({
      method: 'POST',
      url: server.origin.replace('http://', `http://user:${SECRET}@`),
      headers: [
        ['X-Api-Key', SECRET],
        ['Cookie', `id=${SECRET}`],
        ['Accept', 'text/plain'],
      ],
      body: 'data',
      followRedirects: true,
    });
    expect(server.requests[0]!.headers).toMatchObject({ 'x-api-key': SECRET, cookie: `id=${SECRET}` });
    expect(server.requests[0]!.headers.authorization).toMatch(/^Basic /);
    expect(target.requests).toMatchObject([
      { method: 'POST', body: 'data', headers: { accept: 'text/plain' } },
    ]);
    expect(target.requests[0]!.headers).not.toHaveProperty('authorization');
    expect(target.requests[0]!.headers).not.toHaveProperty('cookie');
    expect(target.requests[0]!.headers).not.toHaveProperty('x-api-key');
  });

  test('a loop ends', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(302, { Location: '/' }).end(),
    );
    const failure = await catchFailure(send({ method: 'GET', url: server.origin, followRedirects: true }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_TOO_MANY_REDIRECTS' });
    expect(server.requests).toHaveLength(21);
  });

  test.each(['file:///etc/passwd', 'http://'])('to %s are refused', async (location) => {
    const server = await startServer((_request, response) =>
      response.writeHead(302, { Location: location }).end(),
    );
    const failure = await catchFailure(send({ method: 'GET', url: server.origin, followRedirects: true }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_URL_INVALID' });
  });
});

describe('refused before anything is sent', () => {
  test.each([
    ['a line break in a value', 'X-A', `${SECRET}\r\nX-Injected: 1`],
    ['a bare line feed', 'X-A', `${SECRET}\nX`],
    ['a NUL', 'X-A', `${SECRET}\0`],
    ['a character beyond Latin-1', 'X-A', `${SECRET}€`],
    ['a line break in a name', 'X-A\r\nX-B', SECRET],
    ['a blank in a name', 'X A', SECRET],
    ['an empty name', '', SECRET],
    ['framing', 'Transfer-Encoding', 'chunked'],
    ['a length', 'content-length', '5'],
    ['an upgrade', 'Connection', 'upgrade'],
  ])('header with %s', async (_case, name, value) => {
    const server = await startServer();
    const failure = await catchFailure(
      send({ method: 'GET', url: `${server.origin}/p?k=${SECRET}`, headers: [[name, value]] }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_REQUEST_INVALID' });
    expect(failure.message).toContain(`GET ${server.origin}/p was not sent`);
    expect(failure.message).not.toContain(SECRET);
    expect(server.connections()).toBe(0);
  });

  test.each([
    'ftp://host/',
    'host/path',
    '',
    'http://',
    'http://host:99999/',
    'http://a b/',
    'http://host/\r\nX-Injected: 1',
    'http://us%zzer@host/',
  ])('URL %j', async (url) => {
    const failure = await catchFailure(
      send({ method: 'GET', url: `${url}${url === '' ? '' : `?${SECRET}`}` }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_URL_INVALID' });
    expect(failure.message).not.toContain(SECRET);
  });

  test('unencoded characters when the encoding is skipped', async () => {
    const failure = await catchFailure(
      send({ method: 'GET', url: 'http://host/a b', skipUrlEncoding: true }),
    );
    expect(failure).toMatchObject({ code: 'HTTP_URL_INVALID' });
  });
});

describe('failures say what happened', () => {
  test('refused', async () => {
    const port = await findClosedPort();
    const failure = await catchFailure(
      send({ method: 'GET', url: `http://127.0.0.1:${port}/p?k=${SECRET}` }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECTION_REFUSED' });
    expect(failure.message).toContain(`GET http://127.0.0.1:${port}/p: `);
    expect(failure.message).not.toContain(SECRET);
    expect(failure.cause).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('a name that does not resolve', async () => {
    const failure = await catchFailure(
      send({ method: 'GET', url: `http://user:${SECRET}@nothing.invalid/` }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_DNS_FAILED' });
    expect(failure.message).toContain('http://nothing.invalid/');
    expect(failure.message).not.toContain(SECRET);
  });

  test.each([
    ['reset', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
    ['closed without an answer', (socket: { end(): void }) => socket.end()],
    [
      'closed within the body',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
    ],
  ])('%s', async (_case, answer) => {
    const { port } = await startSocketServer((socket) => socket.once('data', () => answer(socket)));
    const failure = await catchFailure(send({ method: 'GET', url: `http://127.0.0.1:${port}/` }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECTION_RESET' });
  });

  test('an answer that is not HTTP, without its bytes in the cause', async () => {
    const { port } = await startSocketServer((socket) =>
      socket.once('data', () => socket.end(`${SECRET}\r\n\r\n`)),
    );
    const failure = await catchFailure(send({ method: 'GET', url: `http://127.0.0.1:${port}/` }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_PROTOCOL_ERROR' });
    expect(failure.cause).toBeInstanceOf(Error);
    expect(failure.cause).not.toHaveProperty('data');
  });

  test('a certificate that is not trusted', async () => {
    const { port } = await listen(createTlsServer(LOCALHOST_TLS, (_request, response) => response.end()));
    const failure = await catchFailure(send({ method: 'GET', url: `https://127.0.0.1:${port}/` }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'SSL_HANDSHAKE_FAILED' });
    expect(failure.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  test('https to a server that speaks plain HTTP', async () => {
    const server = await startServer();
    const failure = await catchFailure(send({ method: 'GET', url: `https://127.0.0.1:${server.port}/` }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'SSL_HANDSHAKE_FAILED' });
  });

  test('no connection in time', async () => {
    const { port } = await startSocketServer(() => undefined);
    const failure = await catchFailure(
      send({ method: 'GET', url: `https://127.0.0.1:${port}/` }, { connectTimeoutMs: 200 }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CONNECT_TIMEOUT' });
  });

  test('no headers in time', async () => {
    const server = await startServer(() => undefined);
    const failure = await catchFailure(
      send({ method: 'GET', url: server.origin }, { headersTimeoutMs: 200 }),
    );
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_RESPONSE_TIMEOUT' });
  });

  test('a body that stops', async () => {
    const server = await startServer((_request, response) => void response.write('half'));
    const failure = await catchFailure(send({ method: 'GET', url: server.origin, bodyTimeoutMs: 200 }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_RESPONSE_TIMEOUT' });
  });

  test('a client that was closed', async () => {
    const client = createHttpClient();
    const server = await startServer(() => void client.close());
    const running = await catchFailure(client.send({ method: 'GET', url: server.origin }, { signal: never }));
    expect(running).toMatchObject({ kind: 'retryable', code: 'HTTP_CANCELLED' });
    const after = await catchFailure(client.send({ method: 'GET', url: server.origin }, { signal: never }));
    expect(after).toMatchObject({ kind: 'retryable', code: 'HTTP_CANCELLED' });
  });
});

describe('the signal is the total deadline', () => {
  test('a server that drips is cut, and its connection closed', async () => {
    const closed = createGate();
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => {
        clearInterval(timer);
        closed.resolve();
      });
    });
    const failure = await catchFailure(
      send({ method: 'GET', url: server.origin, bodyTimeoutMs: 5_000 }, {}, AbortSignal.timeout(300)),
    );
    expect(failure).toMatchObject({
      kind: 'retryable',
      code: 'HTTP_CANCELLED',
      cause: { name: 'TimeoutError' },
    });
    await closed.promise;
  });

  test('nothing is sent when it has aborted before', async () => {
    const server = await startServer();
    const failure = await catchFailure(send({ method: 'GET', url: server.origin }, {}, AbortSignal.abort()));
    expect(failure.code).toBe('HTTP_CANCELLED');
    expect(server.connections()).toBe(0);
  });

  test('a request that waits for a connection is cancelled at once and never sent', async () => {
    const arrived = createGate();
    const release = createGate();
    const server = await startServer(({ url }, response) => {
      if (url === '/last') return void response.end();
      arrived.resolve();
      void release.promise.then(() => response.end());
    });
    const client = openClient({ maxConnectionsPerOrigin: 1 });
    const first = client.send({ method: 'GET', url: `${server.origin}/first` }, { signal: never });
    await arrived.promise;
    const abort = new AbortController();
    const queued = client.send({ method: 'GET', url: `${server.origin}/queued` }, { signal: abort.signal });
    abort.abort();
    expect((await catchFailure(queued)).code).toBe('HTTP_CANCELLED');
    release.resolve();
    await first;
    await client.send({ method: 'GET', url: `${server.origin}/last` }, { signal: never });
    expect(server.requests.map(({ url }) => url)).toEqual(['/first', '/last']);
  });

  test('connecting is cut as well', async () => {
    const { port } = await startSocketServer(() => undefined);
    const failure = await catchFailure(
      send(
        { method: 'GET', url: `https://127.0.0.1:${port}/` },
        { connectTimeoutMs: 0 },
        AbortSignal.timeout(100),
      ),
    );
    expect(failure.code).toBe('HTTP_CANCELLED');
  });
});

test('an idle connection is closed after the time of the client, whatever the server offers', async () => {
  const server = createServer((_, response) => response.end());
  server.keepAliveTimeout = 600_000;
  const connected = once(server, 'connection') as Promise<[Socket]>;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const client = createHttpClient({ maxIdleMs: 50 });
  onTestFinished(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const response = await client.send(
    { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: [] },
    { signal: AbortSignal.timeout(10_000) },
  );
  expect(response.status).toBe(200);
  const [socket] = await connected;
  if (!socket.destroyed) await once(socket, 'close');
});
