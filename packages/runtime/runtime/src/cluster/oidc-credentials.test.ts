import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createClusterHttp } from './cluster-http.ts';
import type { OidcAuthentication } from './cluster-access.ts';
import { createOidcCredentials } from './oidc-credentials.ts';

const createCredentials = (client: OidcAuthentication) =>
  createOidcCredentials(client, createClusterHttp({ tls: {} }));

interface Answer {
  readonly status?: number;
  readonly json: unknown;
}

async function startTokenEndpoint(answer: (calls: number) => Answer) {
  const forms: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      forms.push(Object.fromEntries(new URLSearchParams(body)));
      const { status = 200, json } = answer(forms.length);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return { forms, client: { tokenUrl, clientId: 'connectors', clientSecret: 's&cret' } };
}

const numbered = (expires_in: number | string) => (calls: number) => ({
  json: { access_token: `token-${calls}`, expires_in },
});

describe('tokens of an OIDC provider', () => {
  test('are fetched once for all who ask at the same time, by client credentials', async () => {
    const { client, forms } = await startTokenEndpoint(numbered(3_600));
    const tokens = createCredentials({ ...client, audience: 'zeebe-api', scope: 'a b' });
    const headers = await Promise.all([1, 2, 3].map(() => tokens.getHeaders()));
    expect(headers).toEqual(Array(3).fill({ authorization: 'Bearer token-1' }));
    await tokens.getHeaders();
    expect(forms).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: 'connectors',
        client_secret: 's&cret',
        audience: 'zeebe-api',
        scope: 'a b',
      },
    ]);
  });

  test('are renewed before their end, and when the cluster refuses them', async () => {
    const { client, forms } = await startTokenEndpoint(numbered('1'));
    const tokens = createCredentials(client);
    expect(await tokens.getHeaders()).toEqual({ authorization: 'Bearer token-1' });
    await vi.waitFor(async () => {
      await tokens.getHeaders();
      expect(forms).toHaveLength(2);
    });
    // Refused late, when there is another already.
    tokens.refuse({ authorization: 'Bearer token-1' });
    const second = await tokens.getHeaders();
    tokens.refuse(second);
    expect(await tokens.getHeaders()).not.toEqual(second);
  });

  test('a refusal says what to check, never the secret; the endpoint is not asked at once again', async () => {
    const { client, forms } = await startTokenEndpoint(() => ({
      status: 401,
      json: { error: 'invalid_client', error_description: 'Invalid client credentials' },
    }));
    const tokens = createCredentials(client);
    for (let ask = 0; ask < 3; ask += 1) {
      await expect(tokens.getHeaders()).rejects.toThrow(
        `The token endpoint ${client.tokenUrl} issued no token to client connectors (401, Invalid client credentials): check its id, secret, audience and scope`,
      );
    }
    expect(forms).toHaveLength(1);
  });

  test('go on for as long as they live while the endpoint fails', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { client, forms } = await startTokenEndpoint((calls) =>
      calls === 1 ? { json: { access_token: 'token', expires_in: 100 } } : { status: 503, json: {} },
    );
    const tokens = createCredentials(client);
    await tokens.getHeaders();
    vi.advanceTimersByTime(99_000);
    expect(await tokens.getHeaders()).toEqual({ authorization: 'Bearer token' });
    expect(forms).toHaveLength(2);
    vi.advanceTimersByTime(2_000);
    await expect(tokens.getHeaders()).rejects.toThrow('(503)');
  });

  test('an endpoint that is not there', async () => {
    const tokens = createCredentials({
      tokenUrl: 'http://127.0.0.1:9/token',
      clientId: 'connectors',
      clientSecret: 'x',
    });
    await expect(tokens.getHeaders()).rejects.toThrow(
      /^The token endpoint http:\/\/127\.0\.0\.1:9\/token cannot be reached \(.+\)$/,
    );
  });

  test('an answer without a token', async () => {
    const { client } = await startTokenEndpoint(() => ({ json: { token: 'x' } }));
    await expect(createCredentials(client).getHeaders()).rejects.toThrow(
      'answered 200, but without an access_token; check its URL (client connectors)',
    );
  });
});
