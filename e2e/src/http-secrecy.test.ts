import { graphql } from '@jobwright/connector-graphql';
import { httpRest } from '@jobwright/connector-http-rest';
import type { Connector } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { findLeaks, runConnector } from '@jobwright/connector-testing';
import { createJobMetrics, createJobTraces } from '@jobwright/telemetry';
import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireBackend } from './testing/wire-backend.ts';

// One marker in every place that may hold a credential; then everything is searched that leaves a runtime
// with metrics and traces: the answer to the engine, the log, the metrics, the spans. Headers cannot hold
// every character.
const SECRET = 'MARKER-s3cret/+%2F~x';
const inUrl = encodeURIComponent(SECRET);

const exporter = new InMemorySpanExporter();
let backend: Awaited<ReturnType<typeof startWireBackend>>;
beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  backend = await startWireBackend(({ path }) => {
    if (path === '/token') return { body: '{"access_token":"a-token","expires_in":60}' };
    if (path === '/no-token') return { status: 401, body: `{"error":"invalid_client"}` };
    if (path === '/large') return { body: 'a'.repeat(1_000_001) };
    if (path === '/circle') return { status: 307, headers: { Location: `/circle?k=${inUrl}` } };
    if (path === '/errors') return { body: '{"errors":[{"message":"No"}]}' };
    return { status: Number(path.slice(1)) || 404, body: '{}' };
  });
});
afterAll(async () => {
  trace.disable();
  await backend.close();
});

const authentications: Readonly<Record<string, (origin: string) => JsonObject>> = {
  basic: () => ({ type: 'basic', username: SECRET, password: SECRET }),
  bearer: () => ({ type: 'bearer', token: SECRET }),
  'API key in a header': () => ({ type: 'apiKey', apiKeyLocation: 'headers', name: 'X-Key', value: SECRET }),
  'API key in the query': () => ({ type: 'apiKey', apiKeyLocation: 'query', name: 'key', value: SECRET }),
  'client credentials': (origin) => ({
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: `${origin}/token`,
    clientId: SECRET,
    clientSecret: SECRET,
    clientAuthentication: 'credentialsBody',
  }),
  'a refresh token without a token': (origin) => ({
    type: 'oauth-refresh-token',
    oauthTokenEndpoint: `${origin}/no-token?k=${inUrl}`,
    clientId: 'me',
    clientSecret: SECRET,
    refreshToken: SECRET,
  }),
};

const connectors: readonly (readonly [string, Connector, (url: string) => JsonObject])[] = [
  [
    'REST',
    httpRest,
    (url) => ({
      method: 'POST',
      url,
      headers: { 'X-Own': SECRET },
      queryParameters: { own: SECRET },
      body: { own: SECRET },
      followRedirects: true,
    }),
  ],
  [
    'GraphQL',
    graphql,
    (url) => ({
      graphql: {
        method: 'post',
        url,
        query: `{ a(b: ${JSON.stringify(SECRET)}) }`,
        variables: { own: SECRET },
        headers: { 'X-Own': SECRET },
      },
    }),
  ],
];

const toBase = (base: string): string => (base === '' ? backend.url : base);
const failures = [
  ['an answer of 400', '', '/400'],
  ['an answer of 503', '', '/503'],
  ['too large a body', '', '/large'],
  ['redirects in a circle', '', '/circle'],
  ['errors of a query', '', '/errors'],
  ['nobody listening', 'http://127.0.0.1:1', '/'],
  ['a name that cannot be resolved', 'http://nothing.invalid', '/'],
  ['no URL', 'http://:', '/'],
] as const;

describe.each(connectors)('%s', (_, connector, toVariables) => {
  describe.each(Object.entries(authentications))('%s', (_name, toAuthentication) => {
    test.each(failures)('%s', async (what, base, path) => {
      exporter.reset();
      const metrics = createJobMetrics();
      const url = toBase(base).replace('://', `://user:${inUrl}@`);
      const { outcome, logLines } = await runConnector(
        connector,
        {
          ...toVariables(`${url}${path}?k=${inUrl}`),
          authentication: toAuthentication(backend.url),
          clientTls: what === 'no URL' ? { clientPrivateKey: SECRET } : null,
        },
        { headers: {}, observers: [metrics.observer, createJobTraces()] },
      );
      const spans = exporter
        .getFinishedSpans()
        .map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
      expect(spans.at(-1)?.name).toBe(`process ${connector.type}`);
      const scraped = await metrics.registry.metrics();
      expect(scraped).toContain(`type="${connector.type}"`);
      const output = [JSON.stringify(outcome), ...logLines, scraped, JSON.stringify(spans)].join('\n');
      expect(findLeaks(output, SECRET)).toEqual([]);
    });
  });
});
