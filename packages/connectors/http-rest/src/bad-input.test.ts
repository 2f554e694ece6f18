import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { call, callFailing } from './testing/call.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const SECRET = 'MARKER-s3cret';

describe('bad input fails at once, names the field, sends nothing and repeats no value', () => {
  const bearer = (token: JsonValue): JsonObject => ({ authentication: { type: 'bearer', token } });
  const apiKey = (fields: JsonObject): JsonObject => ({
    authentication: { type: 'apiKey', apiKeyLocation: 'headers', name: 'X-Key', value: SECRET, ...fields },
  });
  const oauthFields = {
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: 'http://127.0.0.1:1/token',
    clientId: 'me',
    clientSecret: SECRET,
  };
  const oauth = (fields: JsonObject): JsonObject => ({ authentication: { ...oauthFields, ...fields } });
  const multipart = { 'Content-Type': 'multipart/form-data' };
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const document = { 'camunda.document.type': 'camunda', storeId: 's', documentId: SECRET };
  const broken = { 'camunda.document.type': 'camunda', storeId: SECRET };

  const inline = (contentType: string) => ({
    'camunda.document.type': 'inline',
    content: 'x',
    contentType,
  });

  test.each<[path: string, JsonObject]>([
    ['method', { method: 'TRACE' }],
    ['method', { method: null }],
    ['url', { url: null }],
    ['url', { url: `ftp://${SECRET}` }],
    ['url', { url: `http://${SECRET} /` }],
    ['url', { url: `http://127.0.0.1/\r\nX-Injected: ${SECRET}` }],
    ['url', { url: `http://127.0.0.1/a b?${SECRET}`, skipEncoding: true }],
    ['url', { url: `http://127.0.0.1/${SECRET.repeat(6_000)}` }],
    ['url', { queryParameters: { a: SECRET.repeat(6_000) } }],
    ['headers', { headers: SECRET }],
    ['headers', { headers: { 'X-A': SECRET.repeat(6_000) } }],
    ['body', { body: SECRET.repeat(800_000) }],
    ['body', { body: { a: SECRET.repeat(800_000) } }],
    ['headers["X-A"]', { headers: { 'X-A': `${SECRET}\r\nX-Injected: 1` } }],
    ['headers["X-A"]', { headers: { 'X-A': ['fine', `${SECRET}\n`] } }],
    ['headers["X-A"]', { headers: { 'X-A': { nested: SECRET } } }],
    ['headers["X A"]', { headers: { 'X A': SECRET } }],
    ['headers["Transfer-Encoding"]', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['queryParameters.a', { queryParameters: { a: { nested: SECRET } } }],
    ['authentication', { authentication: SECRET }],
    ['authentication.type', { authentication: { type: SECRET } }],
    ['authentication.oauthTokenEndpoint', oauth({ oauthTokenEndpoint: `ftp://${SECRET}` })],
    ['authentication.clientId', oauth({ clientId: '' })],
    ['authentication.clientSecret', oauth({ clientSecret: null })],
    ['authentication.clientAuthentication', oauth({ clientAuthentication: SECRET })],
    ['authentication.refreshToken', { authentication: { ...oauthFields, type: 'oauth-refresh-token' } }],
    ['authentication.username', { authentication: { type: 'basic', username: '', password: SECRET } }],
    ['authentication.token', bearer('')],
    ['authentication.token', bearer(null)],
    ['authentication.token', bearer(`${SECRET}\n`)],
    ['authentication.apiKeyLocation', apiKey({ apiKeyLocation: 'cookie' })],
    ['authentication.name', apiKey({ name: '' })],
    ['authentication.name', apiKey({ name: 'X Key' })],
    ['authentication.value', apiKey({ value: `${SECRET}\r\n` })],
    ['connectionTimeoutInSeconds', { connectionTimeoutInSeconds: 'soon' }],
    ['readTimeoutInSeconds', { readTimeoutInSeconds: -1 }],
    ['followRedirects', { followRedirects: 'maybe' }],
    ['body', { body: [SECRET], headers: form }],
    ['body.a', { body: { a: document }, headers: form }],
    ['body.a[0].b', { body: { a: [{ b: document }] }, headers: form }],
    ['headers["Content-Type"]', { body: SECRET, headers: { 'Content-Type': 'text/plain; charset=klingon' } }],
    [
      'headers["Content-Type"]',
      { body: `${SECRET}あ`, headers: { 'Content-Type': 'text/xml; charset="windows-1252"' } },
    ],
    [
      'headers["Content-Type"]',
      { body: { a: 'あ' }, headers: { 'Content-Type': `${form['Content-Type']}; charset=latin1` } },
    ],
    ['url', { url: `http:///${SECRET}/x` }],
    ['url', { url: `http:/${SECRET}/x` }],
    ['url', { url: `http://${SECRET}\\@127.0.0.1/x` }],
    ['url', { url: `http://127.0.0.1/${SECRET}/../b` }],
    ['url', { url: `http://127.0.0.1/${SECRET}/%2e/b` }],
    ['url', { url: `http://127.0.0.1/${SECRET}\\..\\b` }],
    ['body', { body: broken }],
    ['body.files[0]', { body: { files: [broken] } }],
    ['body.file', { body: { file: broken }, headers: multipart }],
    ['body', { body: document, headers: multipart }],
    ['body', { body: [SECRET], headers: multipart }],
    [
      'headers["Content-Type"]',
      { body: { a: SECRET }, headers: { 'Content-Type': 'multipart/form-data; boundary="a{b"' } },
    ],
    ...[
      `text/plain\r\nContent-Disposition: form-data; name="role"\r\n\r\n${SECRET}`,
      `text/plain\n${SECRET}`,
      `text/plain; a="${SECRET}\u0000"`,
      `text/plain\u2028${SECRET}`,
      `${SECRET}/é`,
      SECRET,
    ].flatMap((contentType): [path: string, JsonObject][] => [
      ['body.file.contentType', { body: { file: inline(contentType) }, headers: multipart }],
      ['body.files[1].contentType', { body: { files: ['x', inline(contentType)] }, headers: multipart }],
      ['body.contentType', { body: inline(contentType) }],
    ]),
    ...[
      'multipart/form-data; boundary=a; boundary=b',
      'multipart/form-data; title="; boundary=b"; boundary=c; boundary*=d',
      "multipart/form-data; boundary*=utf-8''a",
      'multipart/form-data; boundary="a',
      'multipart/form-data; boundary=a b',
      'multipart/form-data; boundary=""',
    ].map((type): [path: string, JsonObject] => [
      'headers["Content-Type"]',
      { body: { a: SECRET }, headers: { 'Content-Type': type } },
    ]),
    ...[`--b`, `x\r\n--b\r\nContent-Disposition: form-data; name="role"`, 'x\n--b--', 'x --b'].map(
      (text): [path: string, JsonObject] => [
        'headers["Content-Type"]',
        { body: { a: text, b: SECRET }, headers: { 'Content-Type': 'multipart/form-data; boundary="b"' } },
      ],
    ),
    [
      'headers["Content-Type"]',
      { body: { a: `${SECRET}€` }, headers: { 'Content-Type': 'multipart/form-data; charset=us-ascii' } },
    ],
    ['headers["Content-Type"]', { body: SECRET, headers: { 'Content-Type': 'text/plain; charset=utf-7' } }],
    [
      'headers["Content-Type"]',
      { body: `${SECRET}€`, headers: { 'Content-Type': 'text/plain; charset=iso-8859-1' } },
    ],
    ['clientTls.clientPrivateKey', { clientTls: { clientCertificate: SECRET } }],
    ['clientTls.clientCertificate', { clientTls: { clientPrivateKey: SECRET } }],
    ['clientTls.trustedCertificate', { clientTls: { trustedCertificate: SECRET } }],
    ['storeResponse', { storeResponse: SECRET }],
    ['documentReturnFormat.choice', { documentReturnFormat: { choice: SECRET } }],
    ['documentReturnFormat.encoding', { documentReturnFormat: { choice: 'TEXT', encoding: SECRET } }],
    ['documentReturnFormat.maxBytes', { documentReturnFormat: { choice: 'JSON', maxBytes: 10_000_001 } }],
    ['documentReturnFormat.maxBytes', { documentReturnFormat: { choice: 'JSON', maxBytes: '0' } }],
    ['documentReturnFormat.whenLarger', { documentReturnFormat: { choice: 'JSON', whenLarger: SECRET } }],
    ['idempotencyHeader', { idempotencyHeader: `X-Key\r\nX: ${SECRET}` }],
    ['authenticationConfiguration.authentication', { authenticationConfiguration: { token: SECRET } }],
    [
      'url',
      {
        authenticationConfiguration: {
          authentication: { type: 'bearer', token: SECRET },
          url: 'http://127.0.0.1:1',
        },
      },
    ],
    ['pagination.type', { pagination: { type: SECRET } }],
    ['pagination.next', { pagination: { type: 'nextLink', next: `if ${SECRET}` } }],
    ['pagination.next', { pagination: { type: 'nextLink', next: null } }],
    ['pagination.parameter', { pagination: { type: 'pageNumber', parameter: '' } }],
    ['pagination.placeIn', { pagination: { type: 'pageNumber', parameter: 'p', placeIn: SECRET } }],
    ['pagination.maxPages', { pagination: { type: 'nextLink', maxPages: 0 } }],
    ['body', { pagination: { type: 'pageNumber', parameter: 'p', placeIn: 'body' }, body: [SECRET] }],
    [
      'documentReturnFormat.choice',
      { pagination: { type: 'nextLink' }, documentReturnFormat: { choice: 'TEXT' } },
    ],
  ])('%s', async (path, variables) => {
    const server = await startServer();
    const failure = await callFailing({ method: 'POST', url: server.origin, ...variables });
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
    expect(failure.message.split('; ').map((issue) => issue.split(': ')[0])).toContain(path);
    expect(failure.errorMessage + failure.logLines.join()).not.toContain(SECRET);
    expect(server.connections()).toBe(0);
  });

  test('inputs that ask for nothing are fine', async () => {
    const server = await startServer();
    const result = await call({
      method: 'GET',
      url: server.origin,
      headers: null,
      queryParameters: null,
      body: null,
      clientTls: { clientCertificate: '', trustedCertificate: null },
      storeResponse: 'false',
      followRedirects: 'false',
      ignoreNullValues: '',
      connectionTimeoutInSeconds: '20',
      readTimeoutInSeconds: null,
    });
    expect(result['status']).toBe(200);
  });
});
