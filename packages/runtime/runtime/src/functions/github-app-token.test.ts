import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createResourceScope } from '@jobwright/concurrency';
import { noTrace, openNetwork } from '@jobwright/connector-sdk';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { resolveExpressionOptions } from '../expressions/expression-settings.ts';
import { createGithubAppInstallationToken } from './github-app-token.ts';
import type { FunctionContext } from './intrinsic-function.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const nowMs = 1_700_000_000_500;

async function listen(status: number, body: string) {
  const requests: { readonly line: string; readonly headers: Record<string, unknown> }[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    requests.push({ line: `${method} ${url}`, headers });
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const hidden: string[] = [];
  const context: FunctionContext = {
    signal: new AbortController().signal,
    resources,
    network: openNetwork,
    trace: noTrace,
    hideSecret: (secret) => void hidden.push(secret),
    readDocument: () => Promise.reject(new Error('No document')),
    createLink: undefined,
    expressions: resolveExpressionOptions({ clock: { now: () => nowMs } }),
    githubApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const ask = (
    key: string | number | null = pem,
    app: string | number = 12,
    installation: string | number = '34',
  ) => createGithubAppInstallationToken.call([key, app, installation], context);
  return { ask, requests, hidden };
}

test.each([
  ['as it is', pem],
  ['as PKCS #8', pkcs8],
  ['in one line', pem.replaceAll('\n', ' ')],
  ['with escaped lines', pem.replaceAll('\n', String.raw`\n`)],
])('a GitHub App signs in with its key %s, and the token is hidden', async (_case, key) => {
  const { ask, requests, hidden } = await listen(201, '{"token":"ghs_secret"}');
  expect(await ask(key)).toBe('ghs_secret');
  expect(requests.map(({ line }) => line)).toEqual(['POST /app/installations/34/access_tokens']);
  const [header = '', claims = '', signature = ''] = String(requests[0]?.headers.authorization)
    .replace('Bearer ', '')
    .split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect([read(header), read(claims)]).toEqual([
    { alg: 'RS256', typ: 'JWT' },
    { iss: '12', iat: 1_700_000_000, exp: 1_700_000_060 },
  ]);
  const verify = createVerify('sha256').update(`${header}.${claims}`);
  expect(verify.verify(publicKey, signature, 'base64url')).toBe(true);
  expect(hidden).toEqual([key, `${header}.${claims}.${signature}`, 'ghs_secret']);
});

test.each([
  [
    401,
    '{"message":"Bad credentials"}',
    'connector',
    /answered 401 to the request for a token: Bad credentials/,
  ],
  [404, 'no', 'connector', /answered 404/],
  [503, '', 'retryable', /answered 503/],
  [201, '{"token":""}', 'connector', /without a token/],
  [201, 'no', 'connector', /without a token/],
])('an answer of %d %s is a failure before the connector runs', async (status, body, kind, message) => {
  const { ask } = await listen(status, body);
  await expect(ask()).rejects.toMatchObject({
    kind,
    code: 'GITHUB_TOKEN_REFUSED',
    message: expect.stringMatching(message),
  });
});

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
test.each([
  ['no key', 'secret words', 12, '34'],
  ['null', null, 12, '34'],
  ['a key of another kind', ec.export({ type: 'pkcs8', format: 'pem' }).toString(), 12, '34'],
  ['a key with a password', locked.toString(), 12, '34'],
  ['a path as installation', pem, 12, '../../user'],
  ['a blank app', pem, ' ', '34'],
])('%s is refused without being repeated, and nothing is called', async (_case, key, app, installation) => {
  const { ask, requests } = await listen(201, '{"token":"t"}');
  const failure: unknown = await ask(key, app, installation).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringMatching(/^must be /) });
  expect(String(failure)).not.toContain('secret words');
  expect(requests).toEqual([]);
});
