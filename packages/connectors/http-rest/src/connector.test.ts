import {
  createResourceScope,
  isConnectorFailure,
  type JsonObject,
  type JsonValue,
  noEffectLog,
  noTrace,
  openNetwork,
  parseJson,
  silentLogger,
} from '@jobwright/connector-sdk';
import { createConnectorHarness, createTestDocuments, runConnector } from '@jobwright/connector-testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { httpRest } from './connector.ts';
import { sendRequest } from './send-request.ts';
import { sendRequestInput } from './send-request.schema.ts';
import { call, callFailing } from './testing/call.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER-s3cret';

describe('request', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'get', 'Post'])(
    '%s',
    async (method) => {
      const server = await startServer();
      const result = await call({ method, url: `${server.origin}/path` });
      const sent = method.toUpperCase();
      expect(result).toMatchObject({
        status: 200,
        reason: 'OK',
        body: sent === 'HEAD' ? null : 'ok',
        document: null,
      });
      expect(server.requests).toMatchObject([{ method: sent, url: '/path', body: '' }]);
      expect(server.requests[0]!.headers).not.toHaveProperty('content-type');
    },
  );

  test('headers: scalars as text, a list repeats, null is empty, a Content-Type of null is not given', async () => {
    const server = await startServer();
    const headers = {
      'X-Text': 'a',
      'X-Number': 1.5,
      'X-Flag': true,
      'X-List': ['a', 2],
      'X-Null': null,
      'content-type': null,
    };
    await call({ method: 'POST', url: server.origin, headers, body: {} });
    const raw = server.requests[0]!.rawHeaders;
    const valuesOf = (name: string) =>
      raw.filter((_text, index) => raw[index - 1] === name && index % 2 === 1);
    expect(['X-Text', 'X-Number', 'X-Flag', 'X-List', 'X-Null', 'Content-Type'].map(valuesOf)).toEqual([
      ['a'],
      ['1.5'],
      ['true'],
      ['a', '2'],
      [''],
      ['application/json'],
    ]);
    expect(server.requests[0]!.headers['content-type']).toBe('application/json');
  });

  test.each<[string, string, JsonObject, string]>([
    ['are added to those in the URL', '/p?a=1', { b: 2, c: true }, '/p?a=1&b=2&c=true'],
    ['are put before a fragment', '/p#f', { b: 2 }, '/p?b=2'],
    ['are encoded', '/p', { 'a b': 'c&d=é/?' }, '/p?a%20b=c%26d%3D%C3%A9%2F%3F'],
    ['cannot inject a header', '/p', { a: 'x\r\nX-Injected: 1' }, '/p?a=x%0D%0AX-Injected%3A%201'],
    ['repeat for a list, have no value for null', '/p', { a: [1, 2], b: null }, '/p?a=1&a=2&b'],
    ['keep the digits of big integers', '/p', { id: 9007199254740993n }, '/p?id=9007199254740993'],
    ['may be none', '/p', {}, '/p'],
  ])('query parameters %s', async (_case, path, queryParameters, expected) => {
    const server = await startServer();
    await call({ method: 'GET', url: `${server.origin}${path}`, queryParameters });
    expect(server.requests[0]!.url).toBe(expected);
  });

  test('skipEncoding sends the URL as written', async () => {
    const server = await startServer();
    await call({
      method: 'GET',
      url: `${server.origin}/a/{b}?q='x'`,
      queryParameters: { r: 1 },
      skipEncoding: 'true',
    });
    await call({ method: 'GET', url: `${server.origin}/a b/%2F?q='x'` });
    expect(server.requests.map(({ url }) => url)).toEqual([`/a/{b}?q='x'&r=1`, '/a%20b/%2F?q=%27x%27']);
  });

  test.each<[string, string | undefined, JsonValue, string]>([
    ['a map as JSON', undefined, { a: 1, b: null, c: [null, 'ä'] }, '{"a":1,"b":null,"c":[null,"ä"]}'],
    ['a list as JSON', undefined, [1, { a: 2 }], '[1,{"a":2}]'],
    ['a map as JSON under another type', 'application/vnd.api+json', { a: 1 }, '{"a":1}'],
    ['big integers with all digits', undefined, { id: 2251799813685249123n }, '{"id":2251799813685249123}'],
    ['text unchanged', undefined, '{"a": 1 }', '{"a": 1 }'],
    ['text under its type', 'application/xml', '<a>ä</a>', '<a>ä</a>'],
    ['a number as text', 'text/plain', 42, '42'],
    ['a boolean as text', 'text/plain', false, 'false'],
    [
      'a form',
      'application/x-www-form-urlencoded',
      { 'a b': 'c&ä', n: 1, l: [1, 2], e: '', z: null },
      'a+b=c%26%C3%A4&n=1&l=1&l=2&e=&z',
    ],
    ['a form, any case and charset', 'Application/X-WWW-Form-Urlencoded; charset=UTF-8', { a: 1 }, 'a=1'],
    ['text as a form', 'application/x-www-form-urlencoded', 'a=1&b=2', 'a=1&b=2'],
    ['text as multipart', 'multipart/form-data; boundary=x', '--x--', '--x--'],
  ])('body: %s', async (_case, contentType, body, expected) => {
    const server = await startServer();
    const headers = contentType === undefined ? {} : { 'content-TYPE': contentType };
    await call({ method: 'POST', url: server.origin, headers, body });
    expect(server.requests[0]!.body).toBe(expected);
    expect(server.requests[0]!.headers['content-type']).toBe(contentType ?? 'application/json');
  });

  test('body in the charset its type says', async () => {
    const server = await startServer();
    await call({
      method: 'PUT',
      url: server.origin,
      headers: { 'Content-Type': 'text/plain; charset="ISO-8859-1"' },
      body: 'é',
    });
    expect(server.requests[0]!.headers['content-length']).toBe('1');
  });

  test('ignoreNullValues leaves out null fields at any depth, never list items', async () => {
    const server = await startServer();
    const body = { a: null, b: { c: null, d: [null, { e: null }] } };
    await call({ method: 'PATCH', url: server.origin, body, ignoreNullValues: true });
    expect(server.requests[0]!.body).toBe('{"b":{"d":[null,{}]}}');
  });

  test.each(['GET', 'DELETE', 'HEAD', 'OPTIONS'])(
    '%s sends no body, so no variable of that name leaks',
    async (method) => {
      const server = await startServer();
      await call({ method, url: server.origin, body: { private: SECRET } });
      expect(server.requests[0]!.body).toBe('');
      expect(server.requests[0]!.headers).not.toHaveProperty('content-type');
    },
  );

  test('redirects are a normal result, or followed', async () => {
    const server = await startServer(({ url }, response) => {
      if (url === '/next') response.end('arrived');
      else response.writeHead(302, { Location: '/next' }).end();
    });
    const stopped = await call({ method: 'GET', url: server.origin });
    expect(stopped).toMatchObject({ status: 302, headers: { Location: '/next' }, body: null });
    const followed = await call({ method: 'GET', url: server.origin, followRedirects: true });
    expect(followed).toMatchObject({ status: 200, body: 'arrived' });
  });
});

describe('authentication', () => {
  test.each<[string, JsonValue, string | undefined]>([
    ['absent', null, undefined],
    ['noAuth', { type: 'noAuth' }, undefined],
    [
      'basic',
      { type: 'basic', username: 'us:er', password: 'pä' },
      `Basic ${Buffer.from('us:er:pä').toString('base64')}`,
    ],
    ['basic, digits', { type: 'basic', username: 1, password: 2 }, `Basic ${btoa('1:2')}`],
    ['basic, no password', { type: 'basic', username: 'u' }, `Basic ${btoa('u:')}`],
    [
      'basic, empty password',
      { type: 'basic', username: 'u', password: 'SPEC_PASSWORD_EMPTY_PATTERN' },
      `Basic ${btoa('u:')}`,
    ],
    ['bearer', { type: 'bearer', token: 'abc' }, 'Bearer abc'],
    [
      'API key',
      { type: 'apiKey', apiKeyLocation: 'headers', name: 'Authorization', value: 'Key 1' },
      'Key 1',
    ],
  ])('%s', async (_case, authentication, expected) => {
    const server = await startServer();
    await call({ method: 'GET', url: server.origin, authentication });
    expect(server.requests[0]!.headers.authorization).toBe(expected);
  });

  test('API key as a header of its own', async () => {
    const server = await startServer();
    const authentication = { type: 'apiKey', apiKeyLocation: 'HEADERS', name: 'X-Api-Key', value: 'k' };
    await call({ method: 'GET', url: server.origin, authentication });
    expect(server.requests[0]!.rawHeaders.join(' ')).toContain('X-Api-Key k');
  });

  test('API key as a query parameter', async () => {
    const server = await startServer();
    const authentication = { type: 'apiKey', apiKeyLocation: 'query', name: 'api key', value: 'k&' };
    await call({ method: 'GET', url: `${server.origin}/?a=1`, queryParameters: { b: 2 }, authentication });
    expect(server.requests[0]!.url).toBe('/?a=1&b=2&api%20key=k%26');
  });

  test('wins over a header of the same name', async () => {
    const server = await startServer();
    const headers = { authorization: 'Basic old' };
    await call({
      method: 'GET',
      url: server.origin,
      headers,
      authentication: { type: 'bearer', token: 'new' },
    });
    expect(server.requests[0]!.rawHeaders.filter((text) => /^authorization$/i.test(text))).toHaveLength(1);
    expect(server.requests[0]!.headers.authorization).toBe('Bearer new');
  });
});

describe('status of 400 and above', () => {
  test.each([
    [400, 0],
    [401, 0],
    [404, 0],
    [409, 0],
    [422, 0],
    [408, 2],
    [425, 2],
    [429, 2],
    [500, 2],
    [502, 2],
    [503, 2],
  ])('%i leaves %i of 3 retries', async (status, retries) => {
    const server = await startServer((_request, response) =>
      response
        .writeHead(status, 'Because', { 'Content-Type': 'application/json', 'X-A': '1', 'Retry-After': '0' })
        .end('[{"why":"so"}]'),
    );
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure).toMatchObject({
      code: String(status),
      message: 'Because',
      retries,
      retryBackoffMs: 0,
      variables: { response: { headers: { 'X-A': '1' }, body: [{ why: 'so' }] } },
    });
    expect(server.requests).toHaveLength([429, 503].includes(status) ? 2 : 1);
  });

  test.each<[string, string | undefined, string, string]>([
    ['JSON', 'application/json', '{"message": "no such item", "id": 7}', '{"message":"no such item","id":7}'],
    ['text in lines', 'text/plain', '  no\r\n\tsuch\u0007 item ', 'no such item'],
    ['HTML in its charset', 'text/html; charset=latin1', '<p>\xfc</p>', '<p>ü</p>'],
    ['a long text', 'text/plain', 'x'.repeat(201), `${'x'.repeat(200)}…`],
    ['no more than what is allowed', 'text/plain', 'x'.repeat(200), 'x'.repeat(200)],
    [
      'no half character',
      'text/plain; charset=utf-8',
      `${'x'.repeat(199)}ð\x9f\x98\x80y`,
      `${'x'.repeat(199)}…`,
    ],
  ])('the incident has the beginning of the body: %s', async (_case, contentType, content, shown) => {
    const server = await startServer((_request, response) =>
      response.writeHead(404, { 'Content-Type': contentType }).end(Buffer.from(content, 'latin1')),
    );
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure.errorMessage).toBe(`404: Not Found: ${shown}`);
    expect(failure).toMatchObject({ code: '404', message: 'Not Found' });
  });

  test('the incident has nothing where there is no body', async () => {
    const server = await startServer((_request, response) => response.writeHead(404).end());
    expect((await callFailing({ method: 'GET', url: server.origin })).errorMessage).toBe('404: Not Found');
  });

  test.each([0, 150, 180, 190, 195, 199, 200])(
    'no part of a secret is in the incident, wherever it is cut: behind %i characters',
    async (length) => {
      const token = 'MARKER-s3cret-token-of-some-length';
      const server = await startServer((_request, response) =>
        response.writeHead(401).end(`${'-'.repeat(length)}${token}${'.'.repeat(500)}`),
      );
      const failure = await callFailing({
        method: 'GET',
        url: server.origin,
        authentication: { type: 'bearer', token },
      });
      expect(failure.errorMessage).toMatch(/^401: Unauthorized: -*(\*{0,3}\.*)…$/);
    },
  );

  test('without a reason phrase', async () => {
    const server = await startServer((_request, response) => {
      response.socket!.end('HTTP/1.1 404 \r\nContent-Length: 4\r\n\r\ngone');
    });
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure).toMatchObject({
      code: '404',
      message: '[no reason]',
      variables: { response: { headers: { 'Content-Length': '4' }, body: 'gone' } },
    });
  });

  test.each([
    ['seconds', 429, { 'Retry-After': '27' }, 27_000],
    ['seconds', 503, { 'retry-after': '120' }, 120_000],
    [
      'a date by the clock of the server',
      503,
      { 'Retry-After': 'Wed, 21 Oct 2015 07:28:30 GMT', Date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
      30_000,
    ],
    [
      'a date gone by',
      429,
      { 'Retry-After': 'Wed, 21 Oct 2015 07:27:00 GMT', Date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
      0,
    ],
    ['nonsense', 429, { 'Retry-After': '-1' }, 0],
    ['a status that has none', 500, { 'Retry-After': '27' }, 0],
  ])('Retry-After: %s on %i', async (_case, status, headers, expected) => {
    const server = await startServer((_request, response) => response.writeHead(status, headers).end());
    const failure = await callFailing({ method: 'GET', url: server.origin });
    // Up to a tenth is added at random, so that not all come back in the same instant.
    expect(failure.retryBackoffMs).toBeGreaterThanOrEqual(expected);
    expect(failure.retryBackoffMs).toBeLessThanOrEqual(expected * 1.1);
  });

  test('Retry-After: a date from a server that sends no Date', async () => {
    const server = await startServer((_request, response) => {
      response.sendDate = false;
      response.writeHead(503, { 'Retry-After': new Date(Date.now() + 3_600_000).toUTCString() }).end();
    });
    const { retryBackoffMs } = await callFailing({ method: 'GET', url: server.origin });
    expect(retryBackoffMs).toBeGreaterThan(3_000_000);
    expect(retryBackoffMs).toBeLessThanOrEqual(3_610_000);
  });

  test('429, 503 and a connection that is lost: the attempt makes the call once more', async () => {
    const documents = createTestDocuments().store;
    const document = await documents.create(
      { content: Buffer.from('of the store'), fileName: 'a.txt', contentType: 'text/plain' },
      { signal: new AbortController().signal },
    );
    const cases = [429, 503, 'reset'].map(async (first) => {
      const server = await startServer((_request, response) => {
        if (server.requests.length > 1) return void response.end('{"a":1}');
        if (first === 'reset') return void response.socket?.resetAndDestroy();
        response.writeHead(Number(first)).end();
      });
      const method = first === 'reset' ? 'PUT' : 'POST';
      const result = await call(
        { method, url: server.origin, body: document as unknown as JsonValue },
        { documents },
      );
      expect(result['body']).toEqual({ a: 1 });
      expect(server.requests.map(({ body }) => body)).toEqual(['of the store', 'of the store']);
    });
    await Promise.all(cases);
  });

  test('serves an official error expression', async () => {
    const server = await startServer((_request, response) => response.writeHead(404).end('{"id":7}'));
    const { outcome } = await runConnector(
      httpRest,
      { method: 'GET', url: server.origin },
      {
        headers: {
          errorExpression:
            '=if error.code = "404" then bpmnError("MISSING", error.message, error.variables.response.body) else null',
        },
      },
    );
    expect(outcome).toMatchObject({
      kind: 'throwError',
      errorCode: 'MISSING',
      errorMessage: 'Not Found',
      variables: { id: 7 },
    });
  });
});

describe('network failures', () => {
  test('a refused connection keeps the retries', async () => {
    const server = await startServer();
    await server.close();
    const failure = await callFailing({ method: 'GET', url: `${server.origin}/p?k=v` });
    expect(failure).toMatchObject({
      code: '408',
      variables: { failure: 'HTTP_CONNECTION_REFUSED' },
      retries: 2,
    });
    expect(failure.message).toBe(
      'An error occurred while executing the request, or the connection was aborted',
    );
    expect(failure.errorMessage).toContain(
      `408: ${failure.message}: HTTP_CONNECTION_REFUSED: GET ${server.origin}/p: the connection was refused`,
    );
    expect(JSON.stringify(failure.logLines)).toContain('the connection was refused');
  });

  test('a server that never answers ends with the read timeout', async () => {
    const server = await startServer(() => undefined);
    const failure = await callFailing({ method: 'GET', url: server.origin, readTimeoutInSeconds: 0.2 });
    expect(failure).toMatchObject({
      code: '408',
      message: 'The request timed out. Please try increasing the read and connection timeouts.',
      variables: { failure: 'HTTP_RESPONSE_TIMEOUT' },
      retries: 2,
    });
    expect(failure.errorMessage).toContain(': HTTP_RESPONSE_TIMEOUT: GET ');
  });

  test('the read timeout may be digits in text', async () => {
    const server = await startServer(() => undefined);
    const failure = await callFailing({ method: 'GET', url: server.origin, readTimeoutInSeconds: '1' });
    expect(failure.variables).toEqual({ failure: 'HTTP_RESPONSE_TIMEOUT' });
  });

  test('without a read timeout, a server that drips ends with the deadline of the job', async () => {
    let closed = false;
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => {
        clearInterval(timer);
        closed = true;
      });
    });
    const failure = await callFailing(
      { method: 'GET', url: server.origin, readTimeoutInSeconds: 0 },
      { timeoutMs: 300 },
    );
    expect(failure).toMatchObject({ code: 'JOB_TIMEOUT', retries: 2 });
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  test('https to a server that speaks plain HTTP is not retried', async () => {
    const server = await startServer();
    const failure = await callFailing({ method: 'GET', url: server.origin.replace('http:', 'https:') });
    expect(failure).toMatchObject({ code: 'SSL_HANDSHAKE_FAILED', retries: 0 });
    expect(failure.message).toMatch(/^TLS handshake failed: GET /);
  });

  const expectMatch = async (variables: JsonObject, code: string, said: JsonObject): Promise<void> => {
    const errorExpression = `=if error.code = "${code}" then bpmnError("SEEN", error.message, {
      failure: error.variables.failure, answer: error.variables.response.body}) else null`;
    const { outcome } = await runConnector(httpRest, variables, { headers: { errorExpression } });
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'SEEN', variables: said });
  };

  test.each([
    ['HTTP_DNS_FAILED', '408', { url: 'http://nothing.invalid' }],
    ['HTTP_CONNECTION_REFUSED', '408', { url: 'http://127.0.0.1:1' }],
    ['HTTP_CONNECTION_RESET', '408', { path: '/reset' }],
    ['HTTP_RESPONSE_TIMEOUT', '408', { path: '/silent', readTimeoutInSeconds: 0.2 }],
    ['HTTP_PROTOCOL_ERROR', '500', { path: '/garbage' }],
    ['HTTP_TOO_MANY_REDIRECTS', '500', { path: '/circle', followRedirects: true }],
    ['HTTP_RESPONSE_TOO_LARGE', 'HTTP_RESPONSE_TOO_LARGE', { path: '/large' }],
  ])('an official error expression sees %s as %s, and what it was', async (failure, code, input) => {
    const server = await startServer(({ url }, response) => {
      if (url === '/reset') response.destroy();
      else if (url === '/garbage') response.socket!.end('This is not HTTP\r\n\r\n');
      else if (url === '/circle') response.writeHead(307, { Location: url }).end();
      else if (url === '/large') response.end(Buffer.alloc(1_000_001));
    });
    const { path = '', ...given }: { path?: string } & JsonObject = input;
    const variables = { method: 'GET', url: `${server.origin}${path}`, ...given };
    await expectMatch(variables, code, { failure, answer: null });
  });

  test('a response of 408 is not a network failure', async () => {
    const server = await startServer((_request, response) => response.writeHead(408).end('slow down'));
    const said = { failure: null, answer: 'slow down' };
    await expectMatch({ method: 'GET', url: server.origin }, '408', said);
  });

  test('a body beyond the limit is not retried', async () => {
    const server = await startServer((_request, response) => response.end(Buffer.alloc(1_000_001)));
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure).toMatchObject({ code: 'HTTP_RESPONSE_TOO_LARGE', retries: 0 });
  });

  test('cancelling stops the request', async () => {
    const abort = new AbortController();
    let closed = false;
    const server = await startServer((_request, response) => {
      response.on('close', () => (closed = true));
      abort.abort();
    });
    const resources = createResourceScope();
    onTestFinished(() => resources.close());
    const input = sendRequestInput.parse({ method: 'GET', url: server.origin });
    const error: unknown = await sendRequest(input, {
      signal: abort.signal,
      logger: silentLogger,
      documents: {
        create: () => Promise.reject(new Error('unused')),
        open: () => Promise.reject(new Error('unused')),
      },
      effects: noEffectLog,
      idempotencyKey: 'key',
      job: {
        key: '1',
        type: httpRest.type,
        processInstanceKey: '2',
        bpmnProcessId: 'process',
        elementId: 'task',
        elementInstanceKey: '3',
        retries: 3,
        headers: {},
        tenantId: '<default>',
      },
      resources,
      network: openNetwork,
      trace: noTrace,
    }).catch((thrown: unknown) => thrown);
    expect(isConnectorFailure(error) && error.code).toBe('HTTP_CANCELLED');
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

test('jobs share connections', async () => {
  const server = await startServer();
  const harness = createConnectorHarness(httpRest);
  onTestFinished(() => harness.close());
  for (let index = 0; index < 20; index += 1) {
    const { outcome } = await harness.run({ method: 'POST', url: server.origin, body: { index } });
    expect(outcome.kind).toBe('complete');
  }
  expect(server.requests).toHaveLength(20);
  // A request sent in the very tick in which the one before ended may open a second.
  expect(server.connections()).toBeLessThanOrEqual(2);
});

test('placeholders for secrets are filled in before the request is made', async () => {
  const server = await startServer();
  await call(
    {
      method: 'POST',
      url: '{{secrets.BASE}}/p',
      authentication: { type: 'bearer', token: '{{secrets.TOKEN}}' },
      body: { key: '{{secrets.TOKEN}}' },
    },
    { secrets: { BASE: server.origin, TOKEN: SECRET } },
  );
  expect(server.requests[0]).toMatchObject({ url: '/p', headers: { authorization: `Bearer ${SECRET}` } });
  expect(parseJson(server.requests[0]!.body)).toEqual({ key: SECRET });
});
