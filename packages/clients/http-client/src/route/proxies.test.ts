import { createServer as createTlsServer } from 'node:https';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../create-http-client.ts';
import type { HttpRequest, HttpResponse } from '../http-message.ts';
import { NameError } from '../names/name-error.ts';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { startHttp2Server, trustSelfSigned } from '../testing/start-http2-server.ts';
import {
  findClosedPort,
  listen,
  startProxy,
  startServer,
  startSocketServer,
} from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER-s3cret';

function openClient(settings: NetworkSettings, options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient({
    network: createOutboundNetwork(settings),
    tls: trustSelfSigned,
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

const throughProxy = (proxy: OutboundProxy, more: NetworkSettings = {}): NetworkSettings => ({
  proxies: { http: proxy, https: proxy },
  ...more,
});

const send = (client: HttpClient, request: HttpRequest): Promise<HttpResponse> =>
  client.send(request, { signal: new AbortController().signal });

const textOf = ({ body }: HttpResponse): string => new TextDecoder().decode(body);

async function startSecureServer(): Promise<string> {
  const server = createTlsServer(LOCALHOST_TLS, (request, response) => response.end(`secure ${request.url}`));
  return `https://127.0.0.1:${(await listen(server)).port}`;
}

describe('plain HTTP through a proxy', () => {
  test('asks it for the whole URL, with the headers of the request', async () => {
    const proxy = await startProxy();
    const server = await startServer((_request, response) => response.setHeader('X-A', 'b').end('answer'));
    const client = openClient(throughProxy(proxy));
    const response = await send(client, {
      method: 'POST',
      url: `${server.origin}/a?b=c`,
      headers: [
        ['X-List', '1'],
        ['X-List', '2'],
      ],
      body: 'data',
    });
    expect(response).toMatchObject({ status: 200, headers: { 'X-A': 'b' } });
    expect(textOf(response)).toBe('answer');
    expect(proxy.asked).toEqual([`POST ${server.origin}/a?b=c`]);
    expect(server.requests).toMatchObject([
      { url: '/a?b=c', body: 'data', headers: { host: new URL(server.origin).host, 'x-list': '1, 2' } },
    ]);
  });

  test('a name only the proxy knows', async () => {
    const proxy = await startProxy();
    const server = await startServer();
    const client = openClient(throughProxy(proxy));
    await send(client, { method: 'GET', url: `http://intranet.invalid:${server.port}/` });
    expect(server.requests).toMatchObject([{ headers: { host: `intranet.invalid:${server.port}` } }]);
  });
});

describe('HTTPS through a proxy', () => {
  test('is a tunnel it cannot look into, kept alive', async () => {
    const proxy = await startProxy();
    const origin = await startSecureServer();
    const client = openClient(throughProxy(proxy));
    for (let round = 0; round < 20; round += 1) {
      expect(textOf(await send(client, { method: 'GET', url: `${origin}/${round}` }))).toBe(
        `secure /${round}`,
      );
    }
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(origin).host}`]));
    // A request sent in the very tick in which the one before ended may open a second.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  test('HTTP/2 in it', async () => {
    const proxy = await startProxy();
    const server = await startHttp2Server();
    const client = openClient(throughProxy(proxy));
    expect(textOf(await send(client, { method: 'GET', url: server.origin }))).toBe('ok');
    expect(server.requests).toMatchObject([{ httpVersion: '2.0' }]);
    expect(proxy.asked).toEqual([`CONNECT ${new URL(server.origin).host}`]);
  });

  test('checks the certificate of the target', async () => {
    const proxy = await startProxy();
    const origin = await startSecureServer();
    const client = createHttpClient({ network: createOutboundNetwork(throughProxy(proxy)) });
    onTestFinished(() => client.close());
    const failure = await catchFailure(send(client, { method: 'GET', url: origin }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'SSL_HANDSHAKE_FAILED' });
  });
});

describe('credentials', () => {
  test('go to the proxy and not on', async () => {
    const authorization = `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`;
    const proxy = await startProxy();
    const [server, origin] = [await startServer(), await startSecureServer()];
    const client = openClient(throughProxy({ url: proxy.url, authorization }));
    await send(client, { method: 'GET', url: server.origin });
    await send(client, { method: 'GET', url: origin });
    expect(proxy.credentials).toEqual([authorization, authorization]);
    expect(server.requests[0]!.headers).not.toHaveProperty('proxy-authorization');
  });

  test.each([
    ['plain', false],
    ['secure', true],
  ])('that are refused: %s', async (_case, isSecure) => {
    const proxy = await startProxy({ status: 407 });
    const authorization = `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`;
    const client = openClient(throughProxy({ url: proxy.url, authorization }));
    const url = isSecure ? 'https://a.example/' : 'http://a.example/';
    const failure = await catchFailure(send(client, { method: 'GET', url }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_PROXY_FAILED' });
    expect(failure.message).toContain('407');
    expect(failure.message).not.toMatch(/MARKER|TUFSS0VS/);
  });
});

describe('a proxy that fails', () => {
  test.each([
    [502, 'retryable'],
    [403, 'connector'],
  ])('a tunnel answered with %i', async (status, kind) => {
    const proxy = await startProxy({ status });
    const failure = await catchFailure(
      send(openClient(throughProxy(proxy)), { method: 'GET', url: 'https://a.example/' }),
    );
    expect(failure).toMatchObject({ kind, code: 'HTTP_PROXY_FAILED' });
    expect(failure.message).toContain(String(status));
  });

  test.each(['http', 'https'])('is not there for %s', async (scheme) => {
    const url = `http://127.0.0.1:${await findClosedPort()}`;
    const client = openClient(throughProxy({ url }));
    const failure = await catchFailure(send(client, { method: 'GET', url: `${scheme}://a.example/` }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_PROXY_FAILED' });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  test('does not answer in time', async () => {
    const url = `http://127.0.0.1:${(await startSocketServer(() => undefined)).port}`;
    const client = openClient(throughProxy({ url }), { connectTimeoutMs: 100 });
    const failure = await catchFailure(send(client, { method: 'GET', url: 'https://a.example/' }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_PROXY_FAILED' });
  });
});

test('what NO_PROXY names is reached directly, on every redirect anew', async () => {
  const proxy = await startProxy();
  const target = await startServer();
  const server = await startServer((_request, response) =>
    response.writeHead(302, { Location: `${target.origin}/next` }).end(),
  );
  const bypass = [`127.0.0.1:${target.port}`];
  const client = openClient({ proxies: { http: proxy, bypass } });
  await send(client, { method: 'GET', url: server.origin, followRedirects: true });
  expect(proxy.asked).toEqual([`GET ${server.origin}/`]);
  expect(target.requests).toHaveLength(1);
});

describe('the egress policy counts through a proxy too', () => {
  const resolveName: HttpClientOptions['resolveName'] = (name) => {
    if (name === 'unknown.example') return Promise.reject(new NameError('ENOTFOUND', 'No such name'));
    return Promise.resolve([
      { address: name === 'private.example' ? '10.0.0.7' : '93.184.216.34', family: 4 },
    ]);
  };
  const settings = (url: string): NetworkSettings =>
    throughProxy({ url }, { mode: 'hardened', deny: ['bad.example', '*:25'] });

  test.each([
    'http://bad.example/',
    'https://bad.example/',
    'http://other.example:25/',
    'http://10.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'http://0x7f.1/',
    'http://private.example/',
    'https://private.example/',
  ])('%s', async (url) => {
    const proxy = await startProxy();
    const client = openClient(settings(proxy.url), { resolveName });
    const failure = await catchFailure(send(client, { method: 'GET', url }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(proxy.asked).toEqual([]);
  });

  test('a name that cannot be resolved here does not go to the proxy', async () => {
    const proxy = await startProxy();
    const client = openClient(settings(proxy.url), { resolveName });
    for (const url of ['http://unknown.example/', 'https://unknown.example/']) {
      const failure = await catchFailure(send(client, { method: 'GET', url }));
      expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
      expect(failure.message).toContain('set network.proxyResolves');
    }
    expect(proxy.asked).toEqual([]);
  });

  test('a name that cannot be resolved at the moment may be tried again', async () => {
    const proxy = await startProxy();
    const failing = () => Promise.reject(new NameError('EAI_AGAIN', 'No server says'));
    const client = openClient(settings(proxy.url), { resolveName: failing });
    const failure = await catchFailure(send(client, { method: 'GET', url: 'https://silent.example/' }));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_DNS_FAILED' });
    expect(proxy.asked).toEqual([]);
  });

  test('the proxy gets the address that was checked, the server its own name', async () => {
    const proxy = await startProxy();
    const server = await startServer();
    const origin = (await startSecureServer()).replace('127.0.0.1', 'localhost');
    const client = openClient(settings(proxy.url), {
      resolveName: () =>
        Promise.resolve([
          { address: '10.0.0.7', family: 4 },
          { address: '93.184.216.34', family: 4 },
        ]),
    });
    const plain = `http://api.example:${server.port}`;
    await send(client, { method: 'GET', url: `${plain}/a` });
    await send(client, { method: 'GET', url: `${plain}/b` });
    expect(textOf(await send(client, { method: 'GET', url: `${origin}/c` }))).toBe('secure /c');
    expect(server.requests).toMatchObject([
      { url: '/a', headers: { host: `api.example:${server.port}` } },
      { url: '/b', headers: { host: `api.example:${server.port}` } },
    ]);
    expect(new Set(proxy.asked)).toEqual(
      new Set([server.port, new URL(origin).port].map((port) => `CONNECT 93.184.216.34:${port}`)),
    );
  });

  test('an address that the proxy does not reach is given up for the next one', async () => {
    const proxy = await startProxy({
      statusOf: (authority) => (authority.startsWith('[') ? 502 : undefined),
    });
    const server = await startServer();
    const client = openClient(settings(proxy.url), {
      resolveName: () =>
        Promise.resolve([
          { address: '2606:4700::1', family: 6 },
          { address: '93.184.216.34', family: 4 },
        ]),
    });
    expect(await send(client, { method: 'GET', url: `http://api.example:${server.port}` })).toMatchObject({
      status: 200,
    });
    expect(proxy.asked).toHaveLength(2);
  });

  describe('where the proxy sees to addresses', () => {
    const trusting = (url: string): NetworkSettings => ({ ...settings(url), proxyResolves: true });

    test('it gets names, and nothing is resolved here', async () => {
      const proxy = await startProxy();
      const server = await startServer();
      let asked = 0;
      const client = openClient(trusting(proxy.url), {
        resolveName: () => Promise.reject(new Error(`Resolved ${(asked += 1)} times`)),
      });
      await send(client, { method: 'GET', url: `http://unknown.example:${server.port}/` });
      expect(proxy.asked).toEqual([`GET http://unknown.example:${server.port}/`]);
      expect(asked).toBe(0);
    });

    test.each(['http://bad.example/', 'https://10.0.0.1/', 'http://0x7f.1/', 'https://other.example:25/'])(
      'what the rules say of names, ports and addresses in URLs still holds: %s',
      async (url) => {
        const proxy = await startProxy();
        const client = openClient(trusting(proxy.url), { resolveName });
        const failure = await catchFailure(send(client, { method: 'GET', url }));
        expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
        expect(proxy.asked).toEqual([]);
      },
    );
  });
});

test('what the operator names goes through the proxy by its name, whatever the rules say', async () => {
  const proxy = await startProxy();
  const server = await startServer();
  const network: NetworkSettings = throughProxy({ url: proxy.url }, { mode: 'hardened', deny: ['*'] });
  const client = openClient(network, { target: 'operator' });
  await send(client, { method: 'GET', url: `http://vault.internal:${server.port}/` });
  expect(proxy.asked).toEqual([`GET http://vault.internal:${server.port}/`]);
});
