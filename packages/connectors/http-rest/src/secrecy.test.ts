import type { ServerResponse } from 'node:http';
import type { JsonObject } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { findLeaks, runConnector, type RunOptions } from '@jobwright/connector-testing';
import { describe, expect, test, vi } from 'vitest';
import { httpRest } from './connector.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { type SeenRequest, startServer, type HttpServer } from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER s3cret/+"ä%2F';

const authentications: Readonly<Record<string, (secret: string, origin: string) => JsonObject>> = {
  basic: (secret) => ({ type: 'basic', username: 'user', password: secret }),
  bearer: (secret) => ({ type: 'bearer', token: secret }),
  'API key in a header': (secret) => ({
    type: 'apiKey',
    apiKeyLocation: 'headers',
    name: 'X-Key',
    value: secret,
  }),
  'API key in the query': (secret) => ({
    type: 'apiKey',
    apiKeyLocation: 'query',
    name: 'key',
    value: secret,
  }),
  'OAuth in the body': (secret, origin) => oauth(origin, { clientSecret: secret, audience: secret }),
  'OAuth in a header': (secret, origin) =>
    oauth(origin, { clientSecret: secret, clientAuthentication: 'basicAuthHeader' }),
  'OAuth refresh token': (secret, origin) => ({
    ...oauth(origin, { clientSecret: secret }),
    type: 'oauth-refresh-token',
    refreshToken: secret,
  }),
};
const oauth = (origin: string, fields: JsonObject): JsonObject => ({
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: `${origin}/token`,
  clientId: 'me',
  clientAuthentication: 'credentialsBody',
  ...fields,
});

/** Where each way to fail is, and the code it has. */
const failures: readonly (readonly [path: string, code: string, extra?: JsonObject])[] = [
  ['/status/400', '400'],
  ['/status/404', '404'],
  ['/status/429', '429'],
  ['/status/500', '500'],
  ['/closed', 'HTTP_CONNECTION_RESET'],
  ['/garbage', 'HTTP_PROTOCOL_ERROR'],
  ['/silent', 'HTTP_RESPONSE_TIMEOUT', { readTimeoutInSeconds: 0.2 }],
  ['/large', 'HTTP_RESPONSE_TOO_LARGE'],
  ['/circle', 'HTTP_TOO_MANY_REDIRECTS', { followRedirects: true }],
  ['/to-nowhere', 'HTTP_URL_INVALID', { followRedirects: true }],
  ['/json', 'HTTP_PAGES_INVALID', { pagination: { type: 'nextLink', items: 'body.nothing' } }],
  ['/json', 'HTTP_PAGES_LOOP', { pagination: { type: 'nextLink', next: '"/json"', items: '[1]' } }],
  ['/json', 'INPUT_INVALID', { headers: { 'X A': 'no name' } }],
  ['/json', 'INPUT_INVALID', { body: { file: { 'camunda.document.type': 'camunda' } } }],
  [
    '/json',
    'DOCUMENT_NOT_FOUND',
    { body: { file: { 'camunda.document.type': 'camunda', storeId: 's', documentId: 'gone' } } },
  ],
];

const startFailing = (): Promise<HttpServer> =>
  startServer(({ url, body }, response): void => {
    const [path = ''] = url.split('?');
    if (path === '/token') response.end('{"access_token":"a-token","expires_in":60}');
    else if (path.startsWith('/status/')) response.writeHead(Number(path.slice('/status/'.length))).end('{}');
    else if (path === '/echo') response.writeHead(400).end(JSON.stringify({ url, body }));
    else if (path === '/closed') response.destroy();
    else if (path === '/garbage') response.socket!.end('This is not HTTP\r\n\r\n');
    else if (path === '/large') response.end('a'.repeat(1_000_001));
    else if (path === '/circle') response.writeHead(307, { Location: url }).end();
    else if (path === '/to-nowhere') response.writeHead(307, { Location: 'http://[' }).end();
    else if (path === '/json') response.end('{}');
  });

const toVariables = (secret: string, authentication: JsonObject, extra: JsonObject = {}): JsonObject => ({
  method: 'POST',
  queryParameters: { own: secret },
  body: { own: secret },
  idempotencyHeader: 'Idempotency-Key',
  authentication,
  ...extra,
  ...('headers' in extra ? {} : { headers: { 'X-Own': encodeURIComponent(secret) } }),
});

/** All that leaves the runtime: the answer to the engine, the log, and what anything prints. */
async function runAndCollect(variables: JsonObject, options?: RunOptions) {
  const printed: unknown[] = [];
  const print = (text: unknown): boolean => printed.push(text) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(print),
  );
  const { outcome, logLines } = await runConnector(httpRest, variables, options);
  for (const spy of spies) spy.mockRestore();
  const error = outcome.kind === 'fail' ? (outcome.variables['error'] as JsonObject) : undefined;
  const { failure } = { ...(error?.['variables'] as JsonObject | undefined) };
  return {
    code: failure ?? error?.['code'],
    output: JSON.stringify(outcome) + logLines.join('\n') + printed.join('\n'),
  };
}

const kinds = Object.entries(authentications);

describe.each(kinds)(
  '%s: nothing reveals a secret that is given as plain input and therefore not masked',
  (_, chooseAuthentication) => {
    // Headers cannot hold every character.
    const secret = 'MARKER-s3cret/+%2F~x';

    test.for(failures)('%s %s', async ([path, code, extra]) => {
      const server = await startFailing();
      const variables = toVariables(secret, chooseAuthentication(secret, server.origin), extra);
      const url = `${server.origin.replace('http://', `http://user:${encodeURIComponent(secret)}@`)}${path}?k=${encodeURIComponent(secret)}`;
      const result = await runAndCollect({ ...variables, url });
      expect(result.code).toBe(code);
      expect(findLeaks(result.output, secret)).toEqual([]);
    });

    test.each<[code: string, options: RunOptions]>([
      ['JOB_TIMEOUT', { timeoutMs: 200 }],
      ['HTTP_BLOCKED', { network: createOutboundNetwork({ deny: ['127.0.0.1'] }) }],
      ['HTTP_BLOCKED', { network: createOutboundNetwork({ mode: 'hardened' }) }],
      [
        'HTTP_BLOCKED',
        { network: createOutboundNetwork({ denyUrls: [{ name: 'RULE', matches: '/silent' }] }) },
      ],
      [
        'HTTP_PROXY_FAILED',
        {
          network: createOutboundNetwork({
            proxies: { http: { url: 'http://127.0.0.1:1', authorization: `Basic ${secret}` } },
          }),
        },
      ],
    ])('%s by the runtime: %#', async (code, options) => {
      const server = await startFailing();
      const url = `${server.origin}/silent?k=${encodeURIComponent(secret)}`;
      const authentication = chooseAuthentication(secret, server.origin);
      const variables = { ...toVariables(secret, authentication), url, readTimeoutInSeconds: 0 };
      const result = await runAndCollect(variables, options);
      expect(result.code).toBe(code);
      expect(findLeaks(result.output, secret)).toEqual([]);
    });

    test.each([
      ['HTTP_CIRCUIT_OPEN', { circuitBreaker: { failures: 1, openMs: 60_000 } }],
      ['HTTP_RATE_LIMITED', { requestsPerSecond: 0.001, maxQueued: 0 }],
    ])('%s', async (code, limits) => {
      const server = await startFailing();
      const url = `${server.origin}/status/500?k=${encodeURIComponent(secret)}`;
      const network = createOutboundNetwork({ limits: { [server.origin]: limits } });
      // Its token endpoint is on another origin, which has no limits.
      const { origin } = await startFailing();
      const variables = { ...toVariables(secret, chooseAuthentication(secret, origin)), url };
      await runAndCollect(variables, { network });
      const result = await runAndCollect(variables, { network });
      expect(result.code).toBe(code);
      expect(findLeaks(result.output, secret)).toEqual([]);
    });

    test.each([
      ['a name that cannot be resolved', 'http://nothing.invalid', 'HTTP_DNS_FAILED'],
      ['nobody listening', 'http://127.0.0.1:1', 'HTTP_CONNECTION_REFUSED'],
      ['no TLS', 'https:', 'SSL_HANDSHAKE_FAILED'],
      ['no URL', 'http://:', 'INPUT_INVALID'],
    ])('%s', async (_case, base, code) => {
      const server = await startFailing();
      const origin = base === 'https:' ? server.origin.replace('http:', base) : base;
      const url = `${origin}/p?k=${encodeURIComponent(secret)}`;
      const variables = toVariables(secret, chooseAuthentication(secret, server.origin));
      const result = await runAndCollect({ ...variables, url });
      expect(result.code).toBe(code);
      expect(findLeaks(result.output, secret)).toEqual([]);
    });
  },
);

test.each(kinds)(
  '%s: a secret by its placeholder is masked even where the server sends it back',
  async (_, chooseAuthentication) => {
    const server = await startFailing();
    const placeholder = '{{secrets.MARKER}}';
    const authentication = chooseAuthentication(placeholder, server.origin);
    const isInHeader = authentication['type'] === 'bearer' || authentication['apiKeyLocation'] === 'headers';
    const secret = isInHeader ? SECRET.replace('ä', '') : SECRET;
    const variables = toVariables(placeholder, authentication, { headers: {} });
    const result = await runAndCollect(
      { ...variables, url: `${server.origin}/echo` },
      { secrets: { MARKER: secret } },
    );
    expect(result.code).toBe('400');
    expect(JSON.stringify(server.requests.at(-1))).toContain('MARKER');
    expect(findLeaks(result.output, secret)).toEqual([]);
  },
);

describe('a private key', () => {
  // Its last line is in no other key.
  const marker = LOCALHOST_TLS.key.split('\n').at(-3)!;
  const clientTls = { clientCertificate: LOCALHOST_TLS.cert, clientPrivateKey: LOCALHOST_TLS.key };

  test.for(failures)('%s %s', async ([path, code, extra]) => {
    const server = await startFailing();
    const variables = toVariables('own', { type: 'noAuth' }, extra);
    const result = await runAndCollect({ ...variables, url: `${server.origin}${path}`, clientTls });
    expect(result.code).toBe(code);
    expect(findLeaks(result.output, marker)).toEqual([]);
  });

  test('of a handshake that fails', async () => {
    const server = await startFailing();
    const url = server.origin.replace('http:', 'https:');
    const result = await runAndCollect({ ...toVariables('own', { type: 'noAuth' }), url, clientTls });
    expect(result.code).toBe('SSL_HANDSHAKE_FAILED');
    expect(findLeaks(result.output, marker)).toEqual([]);
  });

  const SECRET_TEXT = 'MARKER-s3cret/+%2F~x';
  test.each([
    ['that is none', { clientPrivateKey: SECRET_TEXT }],
    ['without its certificate', { clientCertificate: null }],
    ['with a certificate that is none', { clientCertificate: SECRET_TEXT }],
    ['with an authority that is none', { trustedCertificate: SECRET_TEXT }],
    [
      'that a password does not decrypt',
      {
        clientPrivateKey: `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${marker}\n-----END ENCRYPTED PRIVATE KEY-----`,
        privateKeyPassword: SECRET_TEXT,
      },
    ],
  ])('%s', async (_case, fields) => {
    const url = 'https://127.0.0.1:1';
    const result = await runAndCollect({ method: 'GET', url, clientTls: { ...clientTls, ...fields } });
    expect(result.code).toBe('INPUT_INVALID');
    for (const secret of [marker, SECRET_TEXT]) expect(findLeaks(result.output, secret)).toEqual([]);
  });
});

describe('a token endpoint that fails', () => {
  const secret = 'MARKER-s3cret/+%2F~x';
  const oauthKinds = kinds.filter(([name]) => name.startsWith('OAuth'));
  const answers = {
    'echoes what it got': (seen: SeenRequest, response: ServerResponse) =>
      response.writeHead(400).end(seen.body + seen.headers.authorization),
    'refuses the grant': (seen: SeenRequest, response: ServerResponse) =>
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant', error_description: seen.body })),
    'gives no token': (seen: SeenRequest, response: ServerResponse) => response.end(seen.body),
    'gives a token that is none': (_seen: SeenRequest, response: ServerResponse) =>
      response.end(JSON.stringify({ access_token: `${secret}\n` })),
    'closes the connection': (_seen: SeenRequest, response: ServerResponse) => response.destroy(),
  };

  test.each(
    oauthKinds.flatMap(([name, chooseAuthentication]) =>
      Object.entries(answers).map(([what, answer]) => [name, what, chooseAuthentication, answer] as const),
    ),
  )('%s: %s', async (_name, _what, chooseAuthentication, answer) => {
    const server = await startServer(answer);
    const variables = toVariables(secret, chooseAuthentication(secret, server.origin));
    const result = await runAndCollect({ ...variables, url: `${server.origin}/api` });
    expect(server.requests.map(({ url }) => url)).toEqual(['/token']);
    expect(result.code).toEqual(expect.any(String));
    expect(findLeaks(result.output, secret)).toEqual([]);
  });
});
