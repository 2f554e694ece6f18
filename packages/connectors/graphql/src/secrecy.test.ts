import { isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { findLeaks, runConnector, type RunOptions } from '@jobwright/connector-testing';
import { describe, expect, test, vi } from 'vitest';
import { graphql } from './connector.ts';
import { startServer, type HttpServer } from '@jobwright/test-servers/vitest';

// Headers cannot hold every character.
const SECRET = 'MARKER-s3cret/+%2F~x';

const oauth = (origin: string, fields: JsonObject): JsonObject => ({
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: `${origin}/token`,
  clientId: 'me',
  clientSecret: SECRET,
  clientAuthentication: 'credentialsBody',
  ...fields,
});
const authentications: readonly (readonly [name: string, of: (origin: string) => JsonObject])[] = [
  ['basic', () => ({ type: 'basic', username: 'user', password: SECRET })],
  ['bearer', () => ({ type: 'bearer', token: SECRET })],
  [
    'API key in a header',
    () => ({ type: 'apiKey', apiKeyLocation: 'headers', name: 'X-Key', value: SECRET }),
  ],
  ['API key in the query', () => ({ type: 'apiKey', apiKeyLocation: 'query', name: 'key', value: SECRET })],
  ['OAuth in the body', (origin) => oauth(origin, { audience: SECRET })],
  ['OAuth in a header', (origin) => oauth(origin, { clientAuthentication: 'basicAuthHeader' })],
  ['OAuth refresh token', (origin) => oauth(origin, { type: 'oauth-refresh-token', refreshToken: SECRET })],
];

interface Failure {
  readonly path: string;
  readonly code: string;
  readonly failure?: string;
  readonly query?: JsonObject;
  readonly more?: JsonObject;
}
const failures: readonly Failure[] = [
  { path: '/status/400', code: '400' },
  { path: '/status/429', code: '429' },
  { path: '/status/500', code: '500' },
  { path: '/errors', code: 'GRAPHQL_ERROR' },
  { path: '/closed', code: '408', failure: 'HTTP_CONNECTION_RESET' },
  { path: '/silent', code: '408', failure: 'HTTP_RESPONSE_TIMEOUT', query: { readTimeoutInSeconds: 0.2 } },
  { path: '/garbage', code: '500', failure: 'HTTP_PROTOCOL_ERROR' },
  { path: '/large', code: 'HTTP_RESPONSE_TOO_LARGE', failure: 'HTTP_RESPONSE_TOO_LARGE' },
  { path: '/json', code: 'INPUT_INVALID', query: { headers: { 'X A': SECRET } } },
  { path: '/json', code: 'INPUT_INVALID', query: { headers: { 'X-A': `${SECRET}\r\nX-B: c` } } },
  { path: '/json', code: 'INPUT_INVALID', query: { variables: SECRET } },
  { path: '/json', code: 'INPUT_INVALID', query: { query: { text: SECRET } } },
  { path: '/json', code: 'INPUT_INVALID', more: { clientTls: { clientPrivateKey: SECRET } } },
  {
    path: '/json',
    code: 'HTTP_PAGES_INVALID',
    more: { pagination: { type: 'cursor', parameter: 'after', next: '"a"', items: 'body.nothing' } },
  },
];

const startFailing = (): Promise<HttpServer> =>
  startServer(({ url }, response): void => {
    const [path = ''] = url.split('?');
    if (path === '/token') response.end('{"access_token":"a-token","expires_in":60}');
    else if (path.startsWith('/status/')) response.writeHead(Number(path.slice('/status/'.length))).end('{}');
    else if (path === '/errors') response.end('{"errors":[{"message":"No such order"}]}');
    else if (path === '/closed') response.destroy();
    else if (path === '/garbage') response.socket!.end('This is not HTTP\r\n\r\n');
    else if (path === '/large') response.end('a'.repeat(1_000_001));
    else if (path === '/json') response.end('{}');
  });

/** All that leaves the runtime: the answer to the engine, the log, and what anything prints. */
async function runAndCollect(variables: JsonObject, options?: RunOptions) {
  const printed: unknown[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text: unknown) => printed.push(text) > 0),
  );
  const { outcome, logLines } = await runConnector(graphql, variables, options);
  for (const spy of spies) spy.mockRestore();
  const error = outcome.kind === 'fail' ? outcome.variables['error'] : undefined;
  if (!isJsonObject(error) || !isJsonObject(error['variables'])) throw new Error('Expected a failure');
  return {
    code: error['code'],
    failure: error['variables']['failure'],
    output: [JSON.stringify(outcome), ...logLines, ...printed].join('\n'),
  };
}

describe.each(authentications)(
  '%s: nothing reveals a secret that is given as plain input and therefore not masked',
  (_, chooseAuthentication) => {
    const toVariables = (
      url: string,
      origin: string,
      { query, more }: Partial<Failure> = {},
    ): JsonObject => ({
      authentication: chooseAuthentication(origin),
      graphql: {
        method: 'post',
        url,
        query: `{ a(b: ${JSON.stringify(SECRET)}) }`,
        variables: { own: SECRET },
        headers: { 'X-Own': SECRET },
        ...query,
      },
      ...more,
    });

    test.for(failures)('$path $code $failure $query $more', async (failing) => {
      const { origin } = await startFailing();
      const own = encodeURIComponent(SECRET);
      const url = `${origin.replace('http://', `http://user:${own}@`)}${failing.path}?k=${own}`;
      const result = await runAndCollect(toVariables(url, origin, failing));
      expect(result).toMatchObject({ code: failing.code, failure: failing.failure });
      expect(findLeaks(result.output, SECRET)).toEqual([]);
    });

    test.each([
      ['http://nothing.invalid', '408', 'HTTP_DNS_FAILED'],
      ['http://127.0.0.1:1', '408', 'HTTP_CONNECTION_REFUSED'],
      ['http://:', 'INPUT_INVALID', undefined],
    ])('%s', async (base, code, failure) => {
      const { origin } = await startFailing();
      const result = await runAndCollect(toVariables(`${base}/p?k=${encodeURIComponent(SECRET)}`, origin));
      expect(result).toMatchObject({ code, failure });
      expect(findLeaks(result.output, SECRET)).toEqual([]);
    });
  },
);

test.each([
  ['a status', '/echo', '400'],
  ['errors of the query', '/echo-errors', 'GRAPHQL_ERROR'],
])('a secret by its placeholder is masked even where the server sends it back: %s', async (_, path, code) => {
  const server = await startServer(({ url, body }, response): void => {
    if (url === '/echo') response.writeHead(400).end(body);
    else response.end(JSON.stringify({ errors: [{ message: body }] }));
  });
  const variables = { own: '{{secrets.MARKER}}' };
  const query = { method: 'post', url: `${server.origin}${path}`, query: '{ a }', variables };
  const result = await runAndCollect({ graphql: query }, { secrets: { MARKER: SECRET } });
  expect(server.requests[0]!.body).toContain(SECRET);
  expect(result.code).toBe(code);
  expect(findLeaks(result.output, SECRET)).toEqual([]);
});
