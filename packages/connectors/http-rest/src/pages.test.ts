import { createTestDocuments } from '@jobwright/connector-testing';
import type { JsonObject } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { call, callFailing } from './testing/call.ts';
import { startServer } from '@jobwright/test-servers/vitest';

/**
 * Three pages of two items, by `page` in the query or in the body; each with cursor and link of the next one.
 */
const startPages = () =>
  startServer(({ url, body, headers }, response) => {
    const { searchParams } = new URL(url, 'http://host');
    const asked =
      searchParams.get('page') ?? (JSON.parse(body === '' ? '{}' : body) as JsonObject)['page'] ?? 1;
    const page = Number(asked);
    response.setHeader('X-Authorization', headers.authorization ?? 'none');
    if (page < 3) response.setHeader('Link', `</things?size=2&page=${page + 1}>; rel="next"`);
    const data = page > 3 ? [] : [page * 10, page * 10 + 1];
    response.end(
      JSON.stringify(searchParams.has('bare') ? data : { data, next: page < 3 ? page + 1 : null }),
    );
  });
const ALL = [10, 11, 20, 21, 30, 31];

test('by Link header: the link has all its parameters, and every page the credentials', async () => {
  const server = await startPages();
  const result = await call({
    method: 'GET',
    url: `${server.origin}/things`,
    queryParameters: { size: 2 },
    authentication: { type: 'bearer', token: 't' },
    pagination: { type: 'nextLink', items: 'body.data' },
  });
  expect(result).toMatchObject({
    status: 200,
    body: ALL,
    document: null,
    pagination: { pages: 3, items: 6, hasMore: false },
  });
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/things?size=2',
    '/things?size=2&page=2',
    '/things?size=2&page=3',
  ]);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer t'));
});

test('a relative link starts from where redirects led, with the credentials of the URL', async () => {
  const server = await startServer(({ url }, response) => {
    if (url === '/old/a') response.writeHead(302, { Location: '/new/b/things?page=1' }).end();
    else if (url.endsWith('page=1')) response.setHeader('Link', '<more?page=2>; rel="next"').end('[1]');
    else response.end('[2]');
  });
  const url = server.origin.replace('//', '//user:p%40ss@');
  const pagination = { type: 'nextLink' };
  const result = await call({ method: 'GET', url: `${url}/old/a`, followRedirects: true, pagination });
  expect(result['body']).toEqual([1, 2]);
  expect(server.requests.map((request) => request.url)).toEqual([
    '/old/a',
    '/new/b/things?page=1',
    '/new/b/more?page=2',
  ]);
  expect(server.requests[2]!.headers.authorization).toBe(server.requests[0]!.headers.authorization);
});

test('a link that is blank ends, and the first number may have blanks around it', async () => {
  const server = await startServer(({ url }, response) =>
    response.end(url.endsWith('p=4') ? '{"data":[],"next":" "}' : '{"data":[1],"next":" "}'),
  );
  const base = { method: 'GET', url: server.origin };
  const byLink = { type: 'nextLink', items: 'body.data', next: 'body.next' };
  expect((await call({ ...base, pagination: byLink }))['body']).toEqual([1]);
  const byNumber = { type: 'pageNumber', items: 'body.data', parameter: 'p', first: ' 3 ' };
  expect((await call({ ...base, pagination: byNumber }))['body']).toEqual([1]);
  expect(server.requests.map(({ url }) => url)).toEqual(['/', '/?p=3', '/?p=4']);
});

test('by cursor in the query: it replaces what is there, the rest stays as written', async () => {
  const server = await startPages();
  const result = await call({
    method: 'GET',
    url: `${server.origin}/things?q=a%2Fb&page=1`,
    queryParameters: { size: 2 },
    pagination: { type: 'cursor', next: 'body.next', parameter: 'page', items: 'body.data' },
  });
  expect(result['body']).toEqual(ALL);
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/things?q=a%2Fb&page=1&size=2',
    '/things?q=a%2Fb&size=2&page=2',
    '/things?q=a%2Fb&size=2&page=3',
  ]);
});

test('by number in the body, each request with a key of its own', async () => {
  const server = await startPages();
  const result = await call({
    method: 'POST',
    url: server.origin,
    body: { size: 2 },
    idempotencyHeader: 'Idempotency-Key',
    pagination: { type: 'pageNumber', parameter: 'page', placeIn: 'body', items: 'body.data' },
  });
  expect(result).toMatchObject({ body: ALL, pagination: { pages: 4, items: 6, hasMore: false } });
  expect(server.requests.map(({ body }) => body)).toEqual(
    [1, 2, 3, 4].map((page) => `{"size":2,"page":${page}}`),
  );
  const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(4);
});

test('by number in the query, of a body that is the list', async () => {
  const server = await startPages();
  const pagination = { type: 'pageNumber', parameter: 'page' };
  const result = await call({ method: 'GET', url: server.origin, queryParameters: { bare: 1 }, pagination });
  expect(result['body']).toEqual(ALL);
});

test('up to a maximum', async () => {
  const server = await startPages();
  const pagination = { type: 'nextLink', items: 'body.data', maxPages: 2, maxItems: 3 };
  const result = await call({ method: 'GET', url: server.origin, pagination });
  expect(result).toMatchObject({ body: [10, 11, 20], pagination: { pages: 2, items: 3, hasMore: true } });
});

test('as one document', async () => {
  const server = await startPages();
  const documents = createTestDocuments().store;
  const result = await call(
    {
      method: 'GET',
      url: server.origin,
      documentReturnFormat: { choice: 'DOCUMENT' },
      pagination: { type: 'nextLink', items: 'body.data' },
    },
    { documents },
  );
  expect(result).toMatchObject({
    body: null,
    document: { metadata: { contentType: 'application/json', size: JSON.stringify(ALL).length } },
    pagination: { pages: 3, items: 6 },
  });
});

describe('failures', () => {
  test('of one page are those of the job', async () => {
    const server = await startServer(({ url }, response) =>
      url.includes('page=2') ? response.writeHead(503, { 'Retry-After': '27' }).end() : response.end('[1]'),
    );
    const pagination = { type: 'pageNumber', parameter: 'page' };
    const failure = await callFailing({ method: 'GET', url: server.origin, pagination });
    expect(failure).toMatchObject({ code: '503', retries: 2 });
    expect(failure.retryBackoffMs).toBeGreaterThanOrEqual(27_000);
  });

  test('pages without end stop at the deadline of the job', async () => {
    const server = await startServer((_request, response) => response.end('[1]'));
    const pagination = { type: 'pageNumber', parameter: 'page', maxPages: 10_000 };
    const format = { choice: 'JSON', maxBytes: 10_000_000 };
    const failure = await callFailing(
      { method: 'GET', url: server.origin, pagination, documentReturnFormat: format },
      { timeoutMs: 300 },
    );
    expect(failure).toMatchObject({ code: 'JOB_TIMEOUT', retries: 2 });
  });

  test.each([
    ['a circle', '{"data":[1],"next":"/"}', 'HTTP_PAGES_LOOP'],
    ['another origin', '{"data":[1],"next":"http://127.0.0.1:1/"}', 'HTTP_PAGES_INVALID'],
    ['no list', '{"data":7,"next":null}', 'HTTP_PAGES_INVALID'],
  ])('%s', async (_case, body, code) => {
    const server = await startServer((_request, response) => response.end(body));
    const pagination = { type: 'nextLink', next: 'body.next', items: 'body.data' };
    const failure = await callFailing({ method: 'GET', url: `${server.origin}/`, pagination });
    expect(failure).toMatchObject({ code, retries: 0 });
    expect(server.requests).toHaveLength(1);
  });

  test('one page larger than a variable may be', async () => {
    const server = await startServer((_request, response) =>
      response.end(JSON.stringify(['a'.repeat(1_000_000)])),
    );
    const pagination = { type: 'pageNumber', parameter: 'page' };
    const failure = await callFailing({ method: 'GET', url: server.origin, pagination });
    expect(failure).toMatchObject({ code: 'HTTP_RESPONSE_TOO_LARGE', retries: 0 });
  });
});
