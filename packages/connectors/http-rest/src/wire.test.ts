import { createTestDocuments } from '@jobwright/connector-testing';
import { brotliCompressSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { call, callFailing } from './testing/call.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const oauth = (origin: string, more: JsonObject = {}): JsonObject => ({
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: `${origin}/token`,
  clientId: 'me',
  clientSecret: 'MARKER-s3cret',
  ...more,
});

test.each(['POST', 'PUT', 'PATCH'])(
  '%s without a body has no type, and says that it is empty',
  async (method) => {
    const server = await startServer();
    await call({ method, url: server.origin });
    const headers = server.requests[0]?.headers ?? {};
    expect([headers['content-type'], headers['content-length'] ?? '0']).toEqual([undefined, '0']);
  },
);

test('an API key in the query is its last parameter', async () => {
  const server = await startServer();
  const authentication = { type: 'apiKey', apiKeyLocation: 'query', name: 'key', value: 'k' };
  await call({ method: 'GET', url: `${server.origin}/?a=1`, queryParameters: { b: 2 }, authentication });
  expect(server.requests[0]?.url).toBe('/?a=1&b=2&key=k');
});

test('a token is asked for as JSON, without an empty audience, and by Basic unless the model says more', async () => {
  const server = await startServer((_request, response) => response.end('{"access_token":"t"}'));
  await call({ method: 'GET', url: server.origin, authentication: oauth(server.origin) });
  const [asked, called] = server.requests;
  expect(asked?.headers).toMatchObject({
    accept: 'application/json',
    authorization: `Basic ${Buffer.from('me:MARKER-s3cret').toString('base64')}`,
  });
  expect(asked?.body).toBe('grant_type=client_credentials');
  expect(called?.headers['authorization']).toBe('Bearer t');
});

test.each(['<html>', '{}'])('without an access_token nothing is called: %s', async (answer) => {
  const server = await startServer((_request, response) => response.end(answer));
  const variables = { method: 'GET', url: server.origin, authentication: oauth(server.origin) };
  expect(await callFailing(variables)).toMatchObject({ code: 'OAUTH_TOKEN_ERROR', retries: 0 });
  expect(server.requests.map(({ url }) => url)).toEqual(['/token']);
});

test('a refusal of the token endpoint is reported as by the official connector, with the endpoint in the incident', async () => {
  const server = await startServer((_request, response) =>
    response.writeHead(401, { 'X-A': '1' }).end('oops'),
  );
  const variables = { method: 'GET', url: server.origin, authentication: oauth(server.origin) };
  const failure = await callFailing(variables);
  expect(failure).toMatchObject({
    code: '401',
    message: 'Unauthorized',
    variables: { response: { headers: { 'X-A': '1' }, body: 'oops' } },
  });
  expect(failure.errorMessage).toContain(
    `401: Unauthorized: The token endpoint ${server.origin}/token answered 401`,
  );
});

test('credentials in the URL become a Basic header', async () => {
  const server = await startServer();
  await call({ method: 'GET', url: server.origin.replace('//', '//me:p%40ss@') });
  expect(server.requests[0]?.headers['authorization']).toBe(
    `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
  );
});

test('a document as the whole body is its content', async () => {
  const documents = createTestDocuments().store;
  const own = { fileName: 'a.txt', contentType: 'text/plain' };
  const { signal } = new AbortController();
  const document = await documents.create({ content: Buffer.from('content'), ...own }, { signal });
  const server = await startServer();
  await call({ method: 'POST', url: server.origin, body: document as unknown as JsonValue }, { documents });
  expect(server.requests[0]).toMatchObject({ body: 'content', headers: { 'content-type': 'text/plain' } });
});

test('a document that is made of an answer has a name', async () => {
  const server = await startServer((_request, response) => response.end('x'));
  const result = await call(
    { method: 'GET', url: `${server.origin}/report.pdf`, storeResponse: true },
    { documents: createTestDocuments().store },
  );
  expect(result['document']).toMatchObject({ metadata: { fileName: 'report.pdf' } });
});

test('Brotli is read, broken gzip is no valid HTTP', async () => {
  const server = await startServer(({ url }, response) => {
    if (url === '/br') response.setHeader('Content-Encoding', 'br').end(brotliCompressSync('{"a":1}'));
    else response.setHeader('Content-Encoding', 'gzip').end('no gzip');
  });
  expect((await call({ method: 'GET', url: `${server.origin}/br` }))['body']).toEqual({ a: 1 });
  expect(await callFailing({ method: 'GET', url: server.origin })).toMatchObject({
    code: '500',
    message: 'An error with the HTTP protocol occurred',
    variables: { failure: 'HTTP_PROTOCOL_ERROR' },
  });
});

test('a placeholder is no name of a header', async () => {
  const variables = { method: 'GET', url: 'http://127.0.0.1:1', headers: { '{{secrets.NAME}}': 'x' } };
  const failure = await callFailing(variables);
  expect(failure).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
  expect(failure.message).toContain('headers["{{secrets.NAME}}"]: is not a header name');
});
