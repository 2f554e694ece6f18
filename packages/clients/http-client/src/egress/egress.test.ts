import { parseInput } from '@jobwright/connector-sdk';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clientCredentials } from '../authentication/oauth.schema.ts';
import { callHttp } from '../call-http.ts';
import type { HttpClientOptions } from '../create-http-client.ts';
import { createHttpClient, type HttpClient } from '../create-http-client.ts';
import type { HttpRequest } from '../http-message.ts';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { createContext } from '../testing/create-context.ts';
import { startServer, startTokenServer } from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER-s3cret';

function openClient(settings: NetworkSettings, options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient({ network: createOutboundNetwork(settings), ...options });
  onTestFinished(() => client.close());
  return client;
}

const send = (client: HttpClient, request: Partial<HttpRequest> & { readonly url: string }) =>
  client.send({ method: 'GET', ...request }, { signal: new AbortController().signal });

/** Names that resolve as a test says, to the next list each time. */
const resolveTo = (
  ...answers: readonly (readonly string[])[]
): NonNullable<HttpClientOptions['resolveName']> => {
  let round = 0;
  return () => {
    const addresses = answers[Math.min(round, answers.length - 1)] ?? [];
    round += 1;
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
};

describe('the hardened mode', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://127.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[2002:7f00:1::]/',
  ])('%s is not connected to', async (template) => {
    const server = await startServer();
    const client = openClient({ mode: 'hardened' });
    const url = `${template.replace('PORT', String(server.port))}?key=${SECRET}`;
    const failure = await catchFailure(send(client, { url }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(failure.message).toContain('which is not the public internet');
    expect(failure.message).not.toContain(SECRET);
    expect(server.connections()).toBe(0);
  });

  test('a name that resolves to a private address is not connected to', async () => {
    const server = await startServer();
    const client = openClient({ mode: 'hardened' }, { resolveName: resolveTo(['127.0.0.1', '::1']) });
    const failure = await catchFailure(send(client, { url: `http://looks-fine.example:${server.port}/` }));
    expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(failure.message).toContain('127.0.0.1 is in 127.0.0.0/8 (loopback)');
    expect(server.connections()).toBe(0);
  });

  test('of several addresses only those allowed are tried', async () => {
    const server = await startServer();
    const resolveName = resolveTo(['10.0.0.1', 'fd00::1', '127.0.0.1']);
    const client = openClient({ mode: 'hardened', allowPrivate: ['127.0.0.1'] }, { resolveName });
    const response = await send(client, { url: `http://mixed.example:${server.port}/` });
    expect(response.status).toBe(200);
  });

  test('a name that changes its mind between two requests is checked each time', async () => {
    const server = await startServer((_request, response) =>
      response.setHeader('Connection', 'close').end('ok'),
    );
    const resolveName = resolveTo(['127.0.0.1'], ['127.0.0.2']);
    const client = openClient({ mode: 'hardened', allowPrivate: ['127.0.0.1'] }, { resolveName });
    const url = `http://rebinding.example:${server.port}/`;
    expect((await send(client, { url })).status).toBe(200);
    const failure = await catchFailure(send(client, { url }));
    expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('redirects', () => {
  test.each([
    ['an address', (port: number) => `http://127.0.0.1:${port}/secret`],
    ['a name', (port: number) => `http://private.example:${port}/secret`],
    ['an address in other notation', (port: number) => `http://0x7f.0.0.1:${port}/secret`],
  ])('to %s that is not allowed are not followed', async (_case, toLocation) => {
    const internal = await startServer();
    const server = await startServer((_request, response) =>
      response.writeHead(302, { Location: toLocation(internal.port) }).end(),
    );
    const client = openClient(
      { mode: 'hardened', allowPrivate: [`public.example:${server.port}`] },
      { resolveName: resolveTo(['127.0.0.1']) },
    );
    const failure = await catchFailure(
      send(client, { url: `http://public.example:${server.port}/`, followRedirects: true }),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(server.requests).toHaveLength(1);
    expect(internal.connections()).toBe(0);
  });
});

describe('a token endpoint', () => {
  const toOAuth = (oauthTokenEndpoint: string) =>
    parseInput(clientCredentials, {
      type: 'oauth-client-credentials-flow',
      oauthTokenEndpoint,
      clientId: 'me',
      clientSecret: SECRET,
    });

  test('that is not allowed gets no credentials, and the target no request', async () => {
    const [idp, target] = [await startTokenServer(), await startServer()];
    const network = createOutboundNetwork({ mode: 'hardened', allowPrivate: [`127.0.0.1:${target.port}`] });
    const failure = await catchFailure(
      callHttp(
        {
          request: { method: 'GET', url: target.origin },
          authentication: toOAuth(`${idp.origin}/token`),
        },
        createContext({ network }),
        () => Promise.resolve(),
      ),
    );
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(failure.message).not.toContain(SECRET);
    expect([idp.connections(), target.connections()]).toEqual([0, 0]);
  });
});

describe('lists', () => {
  test('a denied name is not even resolved', async () => {
    let asked = 0;
    const resolveName: HttpClientOptions['resolveName'] = () => {
      asked += 1;
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    };
    const client = openClient({ deny: ['*.evil.example'] }, { resolveName });
    const failure = await catchFailure(send(client, { url: 'http://data.evil.example/' }));
    expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(failure.message).toContain('data.evil.example:80 is denied by the rule *.evil.example');
    expect(asked).toBe(0);
  });

  test('a denied range counts by the address a name resolves to', async () => {
    const server = await startServer();
    const client = openClient({ deny: ['127.0.0.0/8'] }, { resolveName: resolveTo(['127.0.0.1']) });
    expect((await catchFailure(send(client, { url: `http://a.example:${server.port}/` }))).code).toBe(
      'HTTP_BLOCKED',
    );
    expect(server.connections()).toBe(0);
  });

  test('what is allowed by range and port', async () => {
    const server = await startServer();
    const other = await startServer();
    const client = openClient({ allow: [`127.0.0.0/8:${server.port}`] });
    expect((await send(client, { url: server.origin })).status).toBe(200);
    expect((await catchFailure(send(client, { url: other.origin }))).code).toBe('HTTP_BLOCKED');
  });

  test('the failure of a blocked URL names the rule, not the URL', async () => {
    const client = openClient({ denyUrls: [{ name: 'NO_METADATA', matches: '/metadata' }] });
    const failure = await catchFailure(send(client, { url: `http://a.example/metadata?k=${SECRET}` }));
    expect(failure).toMatchObject({ kind: 'connector', code: 'HTTP_BLOCKED' });
    expect(failure.message).toContain('the URL is blocked by NO_METADATA');
    expect(failure.message).not.toContain(SECRET);
  });

  test.each([
    'http://blocked.example/metadata',
    'http://BLOCKED.example./metadata?a=b',
    'http://user:password@blocked.example/metadata',
    'http://blocked.example:80/metadata#a',
    'http://blocked。example/%6detadata',
    'http://ｂｌｏｃｋｅｄ.example/metadata',
  ])('a blocked URL is blocked whichever way it is written: %s', async (url) => {
    const denyUrls = [{ name: 'META', matches: 'http://blocked.example/metadata' }];
    const client = openClient({ denyUrls }, { resolveName: resolveTo(['127.0.0.1']) });
    const failure = await catchFailure(send(client, { url }));
    expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(failure.message).toContain('the URL is blocked by META');
  });

  test.each(['ｌｏｃａｌｈｏｓｔ', 'localhost.', 'loc%61lhost', 'LOCALHOST', 'ⓛocalhost'])(
    'a denied name is denied whichever way it is written: %s',
    async (host) => {
      const server = await startServer();
      const client = openClient({ deny: ['localhost'] });
      const failure = await catchFailure(send(client, { url: `http://${host}:${server.port}/` }));
      expect(failure).toMatchObject({ code: 'HTTP_BLOCKED' });
      expect(server.connections()).toBe(0);
    },
  );

  test('clients of two networks share no connection', async () => {
    const server = await startServer();
    await send(openClient({}), { url: server.origin });
    const failure = await catchFailure(send(openClient({ deny: ['127.0.0.1'] }), { url: server.origin }));
    expect(failure.code).toBe('HTTP_BLOCKED');
  });
});
