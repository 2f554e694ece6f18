import { describe, expect, test } from 'vitest';
import { parseInput } from '@jobwright/connector-sdk';
import { callHttp, type HttpContext } from '../call-http.ts';
import type { HttpRequest } from '../http-message.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { createContext } from '../testing/create-context.ts';
import { createGate } from '../testing/gate.ts';
import { startServer, startTokenServer, type TokenServer } from '@jobwright/test-servers/vitest';
import { answerJson } from '../testing/answer-json.ts';
import { type Authentication, authenticationInput } from './authentication.schema.ts';

const SECRET = 'MARKER-s3cret';

const clientCredentials = ({ origin }: TokenServer, more: object = {}): Authentication =>
  parseInput(authenticationInput, {
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: `${origin}/token`,
    clientId: 'me',
    clientSecret: SECRET,
    ...more,
  });

const refreshToken = ({ origin }: TokenServer, more: object = {}): Authentication =>
  parseInput(authenticationInput, {
    type: 'oauth-refresh-token',
    oauthTokenEndpoint: `${origin}/token`,
    clientId: 'me',
    refreshToken: `refresh-${SECRET}`,
    ...more,
  });

/** A service that answers with the credentials it was given, or 401 to those it refuses. */
const startService = (refuses: (authorization: string) => boolean = () => false) =>
  startServer(({ headers: { authorization = '' } }, response) => {
    response.writeHead(refuses(authorization) ? 401 : 200).end(authorization);
  });

const call = (
  origin: string,
  authentication: Authentication,
  context: HttpContext,
  request: Partial<HttpRequest> = {},
): Promise<string> =>
  callHttp(
    { request: { method: 'GET', url: origin, ...request }, authentication },
    context,
    async (response) => {
      const body = await response.body.readUpTo(1_000_000);
      return `${response.status} ${new TextDecoder().decode(body)}`;
    },
  );

describe('client credentials', () => {
  test('by default as a Basic header', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    expect(await call(service.origin, clientCredentials(idp), createContext())).toBe('200 Bearer token-1');
    expect(idp.requests).toMatchObject([
      {
        method: 'POST',
        url: '/token',
        body: 'grant_type=client_credentials',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`,
        },
      },
    ]);
  });

  test('in the body, with audience and scopes', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    const authentication = clientCredentials(idp, {
      clientAuthentication: 'credentialsBody',
      audience: 'https://api',
      scopes: 'read write',
    });
    await call(service.origin, authentication, createContext());
    expect(Object.fromEntries(idp.asked[0]!)).toEqual({
      grant_type: 'client_credentials',
      audience: 'https://api',
      scope: 'read write',
      client_id: 'me',
      client_secret: SECRET,
    });
    expect(idp.requests[0]!.headers).not.toHaveProperty('authorization');
  });

  test('replaces an Authorization header of the request', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    await call(service.origin, clientCredentials(idp), createContext(), {
      headers: [['authorization', 'Basic own']],
    });
    expect(service.requests[0]!.rawHeaders.filter((text) => /^authorization$/i.test(text))).toHaveLength(1);
  });
});

describe('refresh token', () => {
  test('a public client, and one with a secret', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    const context = createContext();
    expect(await call(service.origin, refreshToken(idp), context)).toBe('200 Bearer token-1');
    await call(service.origin, refreshToken(idp, { clientSecret: SECRET, scopes: 'read' }), context);
    expect(idp.asked.map((form) => Object.fromEntries(form))).toEqual([
      { grant_type: 'refresh_token', client_id: 'me', refresh_token: `refresh-${SECRET}` },
      {
        grant_type: 'refresh_token',
        client_id: 'me',
        refresh_token: `refresh-${SECRET}`,
        client_secret: SECRET,
        scope: 'read',
      },
    ]);
  });

  test('a new one that comes with the access token is used next', async () => {
    const idp = await startTokenServer((count, _request, response) =>
      answerJson(response, { access_token: `token-${count}`, refresh_token: `refresh-${count}` }),
    );
    const service = await startService();
    const context = createContext();
    for (let round = 0; round < 3; round += 1) await call(service.origin, refreshToken(idp), context);
    expect(idp.asked.map((form) => form.get('refresh_token'))).toEqual([
      `refresh-${SECRET}`,
      'refresh-1',
      'refresh-2',
    ]);
  });

  test('when the new one is refused, the one in the model counts again', async () => {
    const idp = await startTokenServer((count, { body }, response) => {
      if (body.includes('refresh-1')) return answerJson(response, { error: 'invalid_grant' }, 400);
      answerJson(response, { access_token: `token-${count}`, refresh_token: `refresh-${count}` });
    });
    const service = await startService();
    const context = createContext();
    await call(service.origin, refreshToken(idp), context);
    expect(await call(service.origin, refreshToken(idp), context)).toBe('200 Bearer token-3');
  });
});

describe('tokens are kept', () => {
  test('until shortly before they expire', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    const context = createContext();
    for (let round = 0; round < 3; round += 1) {
      expect(await call(service.origin, clientCredentials(idp), context)).toBe('200 Bearer token-1');
    }
    await call(service.origin, clientCredentials(idp, { scopes: 'other' }), context);
    expect(idp.asked).toHaveLength(2);
  });

  test.each([
    ['no expires_in', {}, 2],
    ['ten seconds', { expires_in: 10 }, 2],
    ['eleven seconds', { expires_in: 11 }, 1],
    ['digits', { expires_in: '3600' }, 1],
    ['nonsense', { expires_in: 'soon' }, 2],
  ])('%s', async (_case, answer, requests) => {
    const idp = await startTokenServer((_count, _request, response) =>
      answerJson(response, { access_token: 'token', ...answer }),
    );
    const service = await startService();
    const context = createContext();
    await call(service.origin, clientCredentials(idp), context);
    await call(service.origin, clientCredentials(idp), context);
    expect(idp.asked).toHaveLength(requests);
  });

  test('not from one runtime to another', async () => {
    const [idp, service] = [await startTokenServer(), await startService()];
    await call(service.origin, clientCredentials(idp), createContext());
    await call(service.origin, clientCredentials(idp), createContext());
    expect(idp.asked).toHaveLength(2);
  });
});

describe('single flight', () => {
  test('many jobs share one request for a token', async () => {
    const gate = createGate();
    const idp = await startTokenServer((count, _request, response) => {
      void gate.promise.then(() => answerJson(response, { access_token: `token-${count}` }));
    });
    const service = await startService();
    const context = createContext();
    const calls = Array.from({ length: 50 }, () => call(service.origin, clientCredentials(idp), context));
    gate.open();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['200 Bearer token-1']));
    expect(idp.asked).toHaveLength(1);
  });

  test('the end of one job does not end the request the others wait for', async () => {
    const [asked, gate] = [createGate(), createGate()];
    const idp = await startTokenServer((_count, _request, response) => {
      asked.open();
      void gate.promise.then(() => answerJson(response, { access_token: 'token' }));
    });
    const service = await startService();
    const context = createContext();
    const abort = new AbortController();
    const first = call(service.origin, clientCredentials(idp), { ...context, signal: abort.signal });
    const second = call(service.origin, clientCredentials(idp), context);
    await asked.promise;
    abort.abort(new Error('The job is over'));
    await expect(first).rejects.toThrow('The job is over');
    gate.open();
    expect(await second).toBe('200 Bearer token');
    expect(idp.asked).toHaveLength(1);
  });

  test('the end of all jobs ends the request', async () => {
    const [asked, closed] = [createGate(), createGate()];
    const idp = await startTokenServer((_count, _request, response) => {
      response.on('close', closed.open);
      asked.open();
    });
    const abort = new AbortController();
    const context = createContext({ signal: abort.signal });
    const running = call(idp.origin, clientCredentials(idp), context);
    await asked.promise;
    abort.abort(new Error('The job is over'));
    await expect(running).rejects.toThrow('The job is over');
    await closed.promise;
  });

  test('a failed request is not kept', async () => {
    const idp = await startTokenServer((count, _request, response) =>
      count === 1 ? answerJson(response, {}, 500) : answerJson(response, { access_token: 'token' }),
    );
    const service = await startService();
    const context = createContext();
    await catchFailure(call(service.origin, clientCredentials(idp), context));
    expect(await call(service.origin, clientCredentials(idp), context)).toBe('200 Bearer token');
  });
});

describe('a token the target refuses', () => {
  test('is dropped, and the request is sent once more, its body too', async () => {
    const idp = await startTokenServer();
    const service = await startService((authorization) => authorization === 'Bearer token-1');
    const request: Partial<HttpRequest> = {
      method: 'POST',
      body: {
        async *open() {
          yield Buffer.from('pay');
          yield Buffer.from('load');
        },
      },
    };
    const context = createContext();
    expect(await call(service.origin, clientCredentials(idp), context, request)).toBe('200 Bearer token-2');
    expect(service.requests.map(({ body }) => body)).toEqual(['payload', 'payload']);
    expect(await call(service.origin, clientCredentials(idp), context)).toBe('200 Bearer token-2');
    expect(idp.asked).toHaveLength(2);
  });

  test('a second refusal is the answer', async () => {
    const idp = await startTokenServer();
    const service = await startService(() => true);
    expect(await call(service.origin, clientCredentials(idp), createContext())).toBe('401 Bearer token-2');
    expect(service.requests).toHaveLength(2);
  });

  test('many refusals of one token ask for one new token', async () => {
    const idp = await startTokenServer();
    const service = await startService((authorization) => authorization === 'Bearer token-1');
    const context = createContext();
    const calls = Array.from({ length: 20 }, () => call(service.origin, clientCredentials(idp), context));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['200 Bearer token-2']));
    expect(idp.asked).toHaveLength(2);
  });

  test('other credentials are not sent twice', async () => {
    const service = await startService(() => true);
    const authentication: Authentication = { type: 'bearer', token: SECRET };
    expect(await call(service.origin, authentication, createContext())).toBe(`401 Bearer ${SECRET}`);
    expect(service.requests).toHaveLength(1);
  });
});

describe('no token', () => {
  test.each([
    ['400', 'connector', { error: 'invalid_client' }, 400],
    ['401', 'connector', { error: 'invalid_client', error_description: 'no' }, 401],
    ['429', 'retryable', {}, 429],
    ['503', 'retryable', {}, 503],
    ['OAUTH_TOKEN_ERROR', 'connector', { error: 'invalid_scope' }, 200],
    ['OAUTH_TOKEN_ERROR', 'connector', {}, 200],
    ['OAUTH_TOKEN_ERROR', 'connector', { access_token: '' }, 200],
    ['OAUTH_TOKEN_ERROR', 'connector', { access_token: `${SECRET}\r\nX-Injected: 1` }, 200],
    ['OAUTH_TOKEN_ERROR', 'connector', { access_token: 'token' }, 302],
    ['OAUTH_REFRESH_TOKEN_EXPIRED', 'connector', { error: 'invalid_grant' }, 200],
    ['OAUTH_INTERACTION_REQUIRED', 'connector', { error: 'interaction_required' }, 200],
  ])('%s, %s: %o with %i', async (code, kind, answer, status) => {
    const idp = await startTokenServer((_count, _request, response) => {
      if (status === 302) response.setHeader('Location', '/elsewhere');
      response.setHeader('Retry-After', '0');
      answerJson(response, answer, status);
    });
    const failure = await catchFailure(
      call(idp.origin, refreshToken(idp, { clientSecret: SECRET }), createContext()),
    );
    expect(failure).toMatchObject({ code, kind });
    const said = [failure.message, failure.detail, failure.variables];
    expect(JSON.stringify(said)).toContain(`The token endpoint ${idp.origin}/token`);
    expect(JSON.stringify(said)).not.toContain(SECRET);
    expect(idp.requests).toHaveLength(kind === 'retryable' ? 2 : 1);
  });

  test('what is no JSON is not repeated', async () => {
    const idp = await startTokenServer((_count, _request, response) => response.end(`<p>${SECRET}</p>`));
    const failure = await catchFailure(call(idp.origin, clientCredentials(idp), createContext()));
    expect(failure.code).toBe('OAUTH_TOKEN_ERROR');
    expect(JSON.stringify([failure.message, failure.variables])).not.toContain(SECRET);
    expect(failure.variables).toMatchObject({ response: { body: '***' } });
  });

  test.each<[string, string, unknown]>([
    ['text', 'oops', 'oops'],
    ['a long text', 'x'.repeat(3_000), 'x'.repeat(2_000)],
    ['nothing', '', ''],
    [
      'JSON',
      '{"error":"invalid_client","more":[1,{"a":"b"}]}',
      { error: 'invalid_client', more: [1, { a: 'b' }] },
    ],
    ['a list', '["no"]', ['no']],
    [
      'what repeats a credential',
      `{"error":"x","why":"client_secret=${SECRET}"}`,
      { error: 'x', why: '***' },
    ],
    ['tokens', '{"error":"x","access_token":"abc","id_token":"d"}', { error: 'x' }],
  ])('the error has headers and body of the answer: %s', async (_case, content, body) => {
    const idp = await startTokenServer((_count, _request, response) =>
      response.writeHead(401, { 'X-Trace': '7', 'X-Echo': SECRET, 'Set-Cookie': 'session=1' }).end(content),
    );
    const failure = await catchFailure(call(idp.origin, clientCredentials(idp), createContext()));
    expect(failure).toMatchObject({
      code: '401',
      message: 'Unauthorized',
      variables: { response: { headers: { 'X-Trace': '7', 'X-Echo': '***' }, body } },
    });
    expect(JSON.stringify(failure.variables)).not.toContain('session');
  });

  test('Retry-After is passed on', async () => {
    const idp = await startTokenServer((_count, _request, response) => {
      response.setHeader('Retry-After', '27');
      answerJson(response, {}, 429);
    });
    const failure = await catchFailure(call(idp.origin, clientCredentials(idp), createContext()));
    expect(failure).toMatchObject({ kind: 'retryable', code: '429' });
    expect('retryAfterMs' in failure && failure.retryAfterMs).toBeGreaterThanOrEqual(27_000);
  });

  test('an endpoint that is not there says so', async () => {
    const idp = await startTokenServer((_count, { headers }, response) => response.end(headers.host));
    const gone = { ...idp, origin: 'http://nothing.invalid' };
    const failure = await catchFailure(call(idp.origin, clientCredentials(gone), createContext()));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_DNS_FAILED' });
    expect(failure.message).toContain('POST http://nothing.invalid/token');
    expect(idp.requests).toHaveLength(0);
  });
});
