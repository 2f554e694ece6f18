import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { describe, expect, test } from 'vitest';
import { graphql } from './connector.ts';
import { call, callFailing } from './testing/call.ts';
import { type SeenRequest, startServer } from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER-s3cret';
const QUERY = 'query Order($id: ID!) { order(id: $id) { id } }';
const DATA = '{"data":{"order":{"id":"7"}}}';

const startGraphql = (body = DATA, status = 200) =>
  startServer((_request, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body),
  );
const sentBody = ({ body }: SeenRequest): unknown => JSON.parse(body);

describe('request', () => {
  test('POST sends query, variables and operation name as JSON', async () => {
    const server = await startGraphql();
    const result = await call({
      graphql: {
        method: 'POST',
        url: `${server.origin}/graphql?v=1`,
        query: QUERY,
        variables: { id: 9007199254740993n, none: null },
        operationName: 'Order',
        headers: { 'X-Own': 'a' },
      },
    });
    expect(result).toMatchObject({ status: 200, body: { data: { order: { id: '7' } } }, document: null });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/graphql?v=1',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-own': 'a' },
    });
    expect(server.requests[0]!.body).toBe(
      `{"query":${JSON.stringify(QUERY)},"variables":{"id":9007199254740993,"none":null},"operationName":"Order"}`,
    );
  });

  test('GET sends them in the query of the URL, and no body', async () => {
    const server = await startGraphql();
    const url = `${server.origin}/graphql?v=1`;
    await call({ graphql: { method: 'get', url, query: QUERY, variables: { id: 'ä&' } } });
    const { method, url: sent, body, headers } = server.requests[0]!;
    expect({ method, body }).toEqual({ method: 'GET', body: '' });
    expect(headers).not.toHaveProperty('content-type');
    expect([...new URL(sent, 'http://host').searchParams]).toEqual([
      ['v', '1'],
      ['query', QUERY],
      ['variables', '{"id":"ä&"}'],
    ]);
  });

  test('without variables; headers of the model count', async () => {
    const server = await startGraphql();
    const headers = { accept: 'application/graphql-response+json', 'Content-Type': null };
    await call({ graphql: { method: 'post', url: server.origin, query: '{ a }', variables: null, headers } });
    expect(sentBody(server.requests[0]!)).toEqual({ query: '{ a }' });
    expect(server.requests[0]!.headers).toMatchObject({
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
    });
  });

  test('with an idempotency key when asked', async () => {
    const server = await startGraphql();
    const query = { method: 'post', url: server.origin, query: 'mutation { a }' };
    const variables = { graphql: query, idempotencyHeader: 'Idempotency-Key' };
    await call(variables, { jobKey: '7' });
    await call(variables, { jobKey: '7' });
    const [one, two] = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(one).toMatch(/./);
    expect(two).toBe(one);
  });
});

describe('authentication', () => {
  test.each<[string, JsonValue, string | undefined]>([
    ['absent', null, undefined],
    ['noAuth', { type: 'noAuth' }, undefined],
    ['basic', { type: 'basic', username: 'u', password: 'p' }, `Basic ${btoa('u:p')}`],
    ['bearer', { type: 'bearer', token: 't' }, 'Bearer t'],
    [
      'API key',
      { type: 'apiKey', apiKeyLocation: 'headers', name: 'Authorization', value: 'Key 1' },
      'Key 1',
    ],
  ])('%s', async (_case, authentication, expected) => {
    const server = await startGraphql();
    await call({ graphql: { method: 'post', url: server.origin, query: '{ a }' }, authentication });
    expect(server.requests[0]!.headers.authorization).toBe(expected);
  });

  test('OAuth', async () => {
    const server = await startServer(({ url }, response) =>
      response.end(url === '/token' ? '{"access_token":"a-token","expires_in":60}' : DATA),
    );
    const authentication = {
      type: 'oauth-client-credentials-flow',
      oauthTokenEndpoint: `${server.origin}/token`,
      clientId: 'me',
      clientSecret: SECRET,
    };
    await call({ graphql: { method: 'post', url: server.origin, query: '{ a }' }, authentication });
    expect(server.requests.at(-1)!.headers.authorization).toBe('Bearer a-token');
  });

  test('the bearer token where versions 1 to 3 of the official template have it', async () => {
    const server = await startGraphql();
    await call({
      graphql: { method: 'post', url: server.origin, query: '{ a }', authentication: { token: 'early' } },
      authentication: { type: 'bearer' },
    });
    expect(server.requests[0]!.headers.authorization).toBe('Bearer early');
  });

  test('a shared credential brings authentication and URL', async () => {
    const server = await startGraphql();
    const credential = {
      authentication: { type: 'bearer', token: 'shared' },
      url: `${server.origin}/shared`,
    };
    await call({ graphql: { method: 'post', query: '{ a }' }, authenticationConfiguration: credential });
    expect(server.requests[0]).toMatchObject({ url: '/shared', headers: { authorization: 'Bearer shared' } });
  });
});

describe('an answer with errors', () => {
  const errors = '{"data":{"a":null},"errors":[{"message":"No such order","path":["a"]},{"message":"b"}]}';
  const query = (url: string) => ({ method: 'post', url, query: '{ a }' });

  test.each([
    {},
    { documentReturnFormat: { choice: 'DOCUMENT' } },
    { documentReturnFormat: { choice: 'TEXT' } },
  ])('is GRAPHQL_ERROR with the first message and all of the response: %j', async (format) => {
    const server = await startGraphql(errors);
    const failure = await callFailing({ graphql: query(server.origin), ...format });
    expect(failure).toMatchObject({
      code: 'GRAPHQL_ERROR',
      message: 'No such order',
      retries: 0,
      variables: {
        response: { body: JSON.parse(errors) as JsonObject, headers: { 'Content-Type': 'application/json' } },
      },
    });
  });

  test.each([
    ['{"errors":[{}]}', 'The server reports an error without a message'],
    ['{"errors":["text"]}', 'text'],
    ['{"errors":{"message":"one map"}}', 'one map'],
    ['{"errors":{"code":7}}', 'The server reports an error without a message'],
    ['{"errors":"only a text"}', 'only a text'],
  ])('%s', async (body, message) => {
    const server = await startGraphql(body);
    expect(await callFailing({ graphql: query(server.origin) })).toMatchObject({
      code: 'GRAPHQL_ERROR',
      message,
    });
  });

  test.each([
    '{"data":1,"errors":[]}',
    '{"data":1,"errors":null}',
    '{"data":1,"errors":{}}',
    '{"data":1,"errors":""}',
    '[1]',
    'text',
    '',
  ])('is not %j', async (body) => {
    const server = await startGraphql(body);
    expect(await call({ graphql: query(server.origin) })).toMatchObject({ status: 200 });
  });

  test('of 400 and above has the status as code, as any HTTP answer', async () => {
    const server = await startGraphql(errors, 400);
    expect(await callFailing({ graphql: query(server.origin) })).toMatchObject({
      code: '400',
      message: 'Bad Request',
      retries: 0,
      variables: { response: { body: JSON.parse(errors) as JsonObject } },
    });
    const busy = await startGraphql('', 503);
    expect(await callFailing({ graphql: query(busy.origin) })).toMatchObject({ code: '503', retries: 2 });
  });

  test('is what an official error expression matches', async () => {
    const server = await startGraphql(errors);
    const { outcome } = await runConnector(
      graphql,
      { graphql: query(server.origin) },
      {
        headers: {
          errorExpression:
            '=if error.code = "GRAPHQL_ERROR" then bpmnError("NO_ORDER", error.message, {all: error.variables.response.body.errors}) else null',
        },
      },
    );
    expect(outcome).toMatchObject({
      kind: 'throwError',
      errorCode: 'NO_ORDER',
      errorMessage: 'No such order',
      variables: { all: [{ message: 'No such order' }, { message: 'b' }] },
    });
  });
});

describe('response', () => {
  test.each([
    [{ documentReturnFormat: { choice: 'JSON' } }, { body: { data: { order: { id: '7' } } } }],
    [{ documentReturnFormat: { choice: 'TEXT', encoding: 'UTF-8' } }, { body: DATA, document: null }],
    [
      { documentReturnFormat: { choice: 'DOCUMENT' } },
      { body: null, document: { metadata: { contentType: 'application/json', size: DATA.length } } },
    ],
  ])('%j', async (format, expected) => {
    const server = await startGraphql();
    const result = await call({ graphql: { method: 'post', url: server.origin, query: '{ a }' }, ...format });
    expect(result).toMatchObject(expected);
  });

  test('stored as a document, as older templates say it', async () => {
    const server = await startGraphql();
    const query = { method: 'post', url: server.origin, query: '{ a }', storeResponse: true };
    expect(await call({ graphql: query })).toMatchObject({
      body: null,
      document: { metadata: { size: DATA.length } },
    });
  });

  test('a document larger than a variable may be', async () => {
    const server = await startGraphql(JSON.stringify({ data: 'a'.repeat(1_500_000) }));
    const query = { method: 'post', url: server.origin, query: '{ a }' };
    const format = { choice: 'DOCUMENT' };
    const result = await call({ graphql: query, documentReturnFormat: format });
    expect(result).toMatchObject({ body: null, document: { metadata: { size: 1_500_011 } } });
  });
});

test('pages by cursor go into a variable of the query', async () => {
  const server = await startServer(({ body }, response) => {
    const after = (JSON.parse(body) as { variables: { after?: string } }).variables.after ?? 'a';
    const pageInfo = { hasNextPage: after !== 'c', endCursor: after === 'a' ? 'b' : 'c' };
    response.end(JSON.stringify({ data: { orders: { nodes: [after], pageInfo } } }));
  });
  const result = await call({
    graphql: {
      method: 'post',
      url: server.origin,
      query: 'query($after: String) { a }',
      variables: { size: 1 },
    },
    pagination: {
      type: 'cursor',
      parameter: 'after',
      items: 'body.data.orders.nodes',
      next: 'if body.data.orders.pageInfo.hasNextPage then body.data.orders.pageInfo.endCursor else null',
    },
  });
  expect(result).toMatchObject({
    body: ['a', 'b', 'c'],
    pagination: { pages: 3, items: 3, hasMore: false },
  });
  expect(server.requests.map((request) => sentBody(request))).toMatchObject([
    { variables: { size: 1 } },
    { variables: { size: 1, after: 'b' } },
    { variables: { size: 1, after: 'c' } },
  ]);
});

describe('bad input fails at once, names the field, sends nothing and repeats no value', () => {
  test.each<[path: string, query: JsonObject, more?: JsonObject]>([
    ['graphql.method', { method: 'PUT' }],
    ['graphql.url', { url: `ftp://${SECRET}` }],
    ['graphql.url', { url: null }],
    ['graphql.query', { query: '' }],
    ['graphql.query', { query: { a: SECRET } }],
    ['graphql.variables', { variables: SECRET }],
    ['graphql.variables', { variables: { a: SECRET.repeat(800_000) } }],
    ['graphql.headers["X-A"]', { headers: { 'X-A': `${SECRET}\r\nX: 1` } }],
    ['graphql.readTimeoutInSeconds', { readTimeoutInSeconds: SECRET }],
    ['authentication.token', {}, { authentication: { type: 'bearer' } }],
    ['clientTls.clientPrivateKey', {}, { clientTls: { clientCertificate: SECRET } }],
    ['pagination.type', {}, { pagination: { type: 'nextLink' } }],
    ['pagination.next', {}, { pagination: { type: 'cursor', parameter: 'a', next: `if ${SECRET}` } }],
    ['idempotencyHeader', {}, { idempotencyHeader: `X ${SECRET}` }],
  ])('%s', async (path, query, more = {}) => {
    const server = await startGraphql();
    const sent = { method: 'post', url: server.origin, query: '{ a }', ...query };
    const failure = await callFailing({ graphql: sent, ...more });
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
    expect(
      String(failure.message)
        .split('; ')
        .map((issue) => issue.split(': ')[0]),
    ).toContain(path);
    expect(failure.output).not.toContain(SECRET);
    expect(server.connections()).toBe(0);
  });

  test('the variables, or the URL that GET makes of them, are too long', async () => {
    const server = await startGraphql();
    const query = { method: 'get', url: server.origin, query: '{ a }', variables: { a: 'a'.repeat(64_000) } };
    const failure = await callFailing({ graphql: query });
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
    expect(failure.message).toContain('graphql.url');
  });
});

test.each<JsonObject>([
  { type: 'basic', username: 'user', password: SECRET },
  { type: 'bearer', token: SECRET },
  { type: 'apiKey', apiKeyLocation: 'query', name: 'key', value: SECRET },
])('a secret given as plain input is in no message and no log: $type', async (authentication) => {
  const server = await startServer(({ url }, response) => {
    if (url.startsWith('/errors')) response.end('{"errors":[{"message":"no"}]}');
    else if (url.startsWith('/404')) response.writeHead(404).end();
    else response.destroy();
  });
  for (const path of ['errors', '404', 'closed']) {
    for (const method of ['get', 'post']) {
      const variables = { own: SECRET };
      const query = {
        method,
        url: `${server.origin}/${path}?k=${SECRET}`,
        query: `{ a } # ${SECRET}`,
        variables,
      };
      const failure = await callFailing({ graphql: query, authentication });
      const output = JSON.stringify(failure);
      expect(output).not.toContain(SECRET);
      expect(output).not.toContain(btoa(`user:${SECRET}`));
    }
  }
});
