import type { Trace, TraceAttributes, TraceSpan } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { callHttp, type HttpCall } from './call-http.ts';
import { createOutboundNetwork } from './network/create-outbound-network.ts';
import { createContext } from './testing/create-context.ts';
import { findClosedPort, startServer, startTokenServer } from '@jobwright/test-servers/vitest';

interface ReportedSpan {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  /** `undefined`: not yet over. */
  end?: string;
}

/** Records spans; the n-th span that starts is propagated as `span-n`. */
function createRecorder() {
  const spans: ReportedSpan[] = [];
  const trace: Trace = {
    isOn: true,
    headersFor: () => ({}),
    start: (name: string, attributes: TraceAttributes = {}): TraceSpan => {
      const span: ReportedSpan = { name, attributes: { ...attributes } };
      const number = spans.push(span);
      return {
        ...trace,
        headersFor: ({ host, port }) => ({ traceparent: `span-${number}`, tracestate: `${host}:${port}` }),
        set: (more) => void Object.assign(span.attributes, more),
        end: (failure) => void (span.end ??= failure ?? 'ok'),
      };
    },
  };
  return { spans, trace };
}

const SECRET = 'MARKER-s3cret';

async function call(httpCall: HttpCall, overrides: Parameters<typeof createContext>[0] = {}) {
  const { spans, trace } = createRecorder();
  const context = createContext({ ...overrides, trace });
  await callHttp(httpCall, context, async ({ body }) => body.readUpTo(1_000)).catch(() => undefined);
  expect(JSON.stringify(spans)).not.toContain(SECRET);
  return spans;
}

test('a request is a span, which goes on with it; credentials and query are not part of it', async () => {
  const server = await startServer();
  const url = `${server.origin.replace('//', `//user:${SECRET}@`)}/orders?key=${SECRET}`;
  const spans = await call({ request: { method: 'GET', url } });
  expect(spans).toEqual([
    {
      name: 'GET',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': server.port,
        'url.full': `${server.origin}/orders`,
        'url.scheme': 'http',
      },
      end: 'ok',
    },
  ]);
  expect(server.requests[0]?.headers).toMatchObject({
    traceparent: 'span-1',
    tracestate: `127.0.0.1:${server.port}`,
  });
});

test('a traceparent of the model stays alone', async () => {
  const server = await startServer();
  const headers = [['TraceParent', 'mine']] as const;
  await call({ request: { method: 'GET', url: server.origin, headers } });
  expect(server.requests[0]?.headers).toMatchObject({ traceparent: 'mine' });
  expect(server.requests[0]?.headers).not.toHaveProperty('tracestate');
});

test('without a trace nothing is added', async () => {
  const server = await startServer();
  await callHttp({ request: { method: 'GET', url: server.origin } }, createContext(), ({ body }) =>
    body.readUpTo(1_000),
  );
  expect(server.requests[0]?.headers).not.toHaveProperty('traceparent');
});

test('each redirect is a span of its own, also to another origin', async () => {
  const other = await startServer();
  const server = await startServer((_request, response) =>
    response.writeHead(302, { Location: `${other.origin}/there` }).end(),
  );
  const spans = await call({ request: { method: 'GET', url: server.origin, followRedirects: true } });
  expect(spans).toMatchObject([
    { attributes: { 'http.response.status_code': 302 }, end: 'ok' },
    { attributes: { 'http.request.resend_count': 1, 'url.full': `${other.origin}/there` }, end: 'ok' },
  ]);
  expect(other.requests[0]?.headers['traceparent']).toBe('span-2');
});

test('a token is a span before that of the request', async () => {
  const tokens = await startTokenServer();
  const server = await startServer();
  const spans = await call({
    request: { method: 'GET', url: server.origin },
    authentication: {
      type: 'oauth-client-credentials-flow',
      oauthTokenEndpoint: `${tokens.origin}/token`,
      clientId: 'id',
      clientSecret: SECRET,
      clientAuthentication: 'credentialsBody',
    },
  });
  expect(spans).toMatchObject([
    { name: 'POST', end: 'ok' },
    { name: 'GET', end: 'ok' },
  ]);
});

test('a failure is reported by its code', async () => {
  const refused = await startServer((_request, response) => response.writeHead(503).end());
  const cut = await startServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '10' }).write('half');
    setImmediate(() => response.destroy());
  });
  const closed = `http://127.0.0.1:${await findClosedPort()}`;
  const ends = [
    await call({ request: { method: 'GET', url: refused.origin } }),
    await call({ request: { method: 'GET', url: cut.origin } }),
    await call({ request: { method: 'GET', url: closed } }),
    await call(
      { request: { method: 'GET', url: closed } },
      { network: createOutboundNetwork({ deny: ['127.0.0.1'] }) },
    ),
  ].map((spans) => spans.map(({ end }) => end));
  expect(ends).toEqual([['503'], ['HTTP_CONNECTION_RESET'], ['HTTP_CONNECTION_REFUSED'], ['HTTP_BLOCKED']]);
});

test('a response that is left unread is over', async () => {
  const server = await startServer((_request, response) => response.end('x'.repeat(1_000_000)));
  const { spans, trace } = createRecorder();
  const request = { method: 'GET', url: server.origin } as const;
  await callHttp({ request }, createContext({ trace }), () => Promise.resolve());
  expect(spans).toMatchObject([{ end: 'ok' }]);
});
