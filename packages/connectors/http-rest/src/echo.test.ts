import type { JsonObject } from '@jobwright/connector-sdk';
import { createConnectorHarness, findLeaks } from '@jobwright/connector-testing';
import { describe, expect, test } from 'vitest';
import { httpRest } from './connector.ts';
import { startServer, type HttpServer } from '@jobwright/test-servers/vitest';

/** Not from a placeholder: as the engine puts `=camunda.secrets.NAME` in. */
const SECRET = 'MARKER-s3cret/+x';
const TOKEN = 'MARKER-access-token';

const startEcho = (): Promise<HttpServer> =>
  startServer(({ url, headers }, response) => {
    if (url === '/token') {
      response.end(JSON.stringify({ access_token: TOKEN, expires_in: 3600 }));
      return;
    }
    const seen = `${url} ${JSON.stringify(headers)}`;
    const decoded = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString(
      'utf8',
    );
    response.writeHead(403, { 'Content-Type': 'application/json', 'X-Seen': encodeURIComponent(seen) });
    response.end(JSON.stringify({ seen, decoded, lower: encodeURIComponent(seen).toLowerCase() }));
  });

const oauth = (origin: string): JsonObject => ({
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: `${origin}/token`,
  clientId: 'me',
  clientSecret: SECRET,
});

describe('a server that repeats what it was sent', () => {
  test.each<[string, (origin: string) => JsonObject, string]>([
    ['basic', () => ({ authentication: { type: 'basic', username: 'me', password: SECRET } }), SECRET],
    ['bearer', () => ({ authentication: { type: 'bearer', token: SECRET } }), SECRET],
    [
      'API key in the query',
      () => ({ authentication: { type: 'apiKey', apiKeyLocation: 'query', name: 'k', value: SECRET } }),
      SECRET,
    ],
    ['header', () => ({ headers: { Authorization: `Bearer ${SECRET}` } }), SECRET],
    ['query parameter', () => ({ queryParameters: { api_key: SECRET } }), SECRET],
    ['URL', (origin) => ({ url: `${origin}/?access_token=${encodeURIComponent(SECRET)}` }), SECRET],
    ['OAuth', (origin) => ({ authentication: oauth(origin) }), TOKEN],
  ])('the process sees nothing of the credential: %s', async (_case, input, secret) => {
    const { origin } = await startEcho();
    const harness = createConnectorHarness(httpRest);
    // The second job uses the token that the first has fetched.
    for (let job = 0; job < 2; job += 1) {
      const { outcome, logLines } = await harness.run({ method: 'GET', url: origin, ...input(origin) });
      expect(outcome).toMatchObject({ kind: 'fail', variables: { error: { code: '403' } } });
      expect(JSON.stringify(outcome)).toContain('***');
      expect(findLeaks(JSON.stringify(outcome) + logLines.join(), secret)).toEqual([]);
    }
    await harness.close();
  });
});
