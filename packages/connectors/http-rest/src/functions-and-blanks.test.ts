import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpRest } from './connector.ts';
import { call } from './testing/call.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path, headers } = request;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ path, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const base64 = (text: string): JsonObject => ({ 'camunda.function.type': 'base64', params: [text] });

test('functions in token, headers, query and body are called, wherever they stand', async () => {
  const { body } = await call({
    url,
    method: 'POST',
    authentication: { type: 'bearer', token: base64('t') },
    headers: { 'X-Own': base64('h') },
    queryParameters: { q: base64('q') },
    body: { content: base64('Hello ä'), list: [{ deep: base64('x') }] },
  });
  expect(body).toMatchObject({
    path: '/?q=cQ%3D%3D',
    headers: { authorization: 'Bearer dA==', 'x-own': 'aA==' },
    body: '{"content":"SGVsbG8gw6Q=","list":[{"deep":"eA=="}]}',
  });
});

test('the result of a function is validated like the field', async () => {
  const { outcome } = await runConnector(httpRest, { url: base64('x'), method: 'GET' });
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(/: url: /) });
});

test.each(['', ' ', '\t', null])('fields with %j count as not filled in', async (blank) => {
  const { status } = await call({
    url,
    method: 'GET',
    connectionTimeoutInSeconds: blank,
    readTimeoutInSeconds: blank,
    skipEncoding: blank,
    followRedirects: blank,
    ignoreNullValues: blank,
    storeResponse: blank,
    documentReturnFormat: { choice: blank, encoding: blank, maxBytes: blank, whenLarger: blank },
    clientTls: { clientCertificate: blank, clientPrivateKey: blank, trustedCertificate: blank },
  });
  expect(status).toBe(200);
});

test('digits and flags with blanks around them are what they are', async () => {
  const inputs = { url, method: 'GET', connectionTimeoutInSeconds: ' 7 ', followRedirects: ' True ' };
  expect((await call(inputs)).status).toBe(200);
  const { outcome } = await runConnector(httpRest, { ...inputs, readTimeoutInSeconds: '7 s' });
  expect(outcome).toMatchObject({
    errorMessage: expect.stringMatching(/readTimeoutInSeconds: Expected a number/),
  });
});
