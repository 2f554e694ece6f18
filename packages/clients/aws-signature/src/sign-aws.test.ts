import { createResourceScope } from '@jobwright/concurrency';
import { noTrace, openNetwork } from '@jobwright/connector-sdk';
import { type BodySource, callHttp, type HttpRequest } from '@jobwright/http-client';
import { LOCALHOST_TLS, verifyAwsSignature } from '@jobwright/test-servers';
import { startServer } from '@jobwright/test-servers/vitest';
import { describe, expect, test } from 'vitest';
import { awsAccessInput } from './aws-access.schema.ts';
import { signAws } from './sign-aws.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's3cret/k+y' };
const { signal } = new AbortController();
const options = { service: 's3', region: 'eu-central-1', credentials, signal };

async function send(request: HttpRequest, certificate?: string) {
  const resources = createResourceScope();
  const context = { signal, network: openNetwork, resources, trace: noTrace };
  const clientTls = certificate === undefined ? undefined : { trustedCertificate: certificate };
  await callHttp({ request, ...(clientTls && { clientTls }) }, context, ({ body }) => body.readUpTo(1_000));
  await resources.close({ timeoutMs: 1_000 });
}

/** Counts how often it is opened. */
function createSource(text: string): BodySource & { readonly opened: () => number } {
  let opened = 0;
  return {
    length: text.length,
    opened: () => opened,
    async *open() {
      opened += 1;
      yield Buffer.from(text.slice(0, 3));
      yield Buffer.from(text.slice(3));
    },
  };
}

test.each([
  ['?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
  ['?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
])('the example %s of the documentation of S3 has its signature', async (query, signature) => {
  const { headers } = await signAws(
    { method: 'GET', url: `https://examplebucket.s3.amazonaws.com/${query}` },
    {
      ...options,
      region: 'us-east-1',
      credentials: {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
      nowMs: Date.UTC(2013, 4, 24),
    },
  );
  expect(Object.fromEntries(headers ?? []).Authorization).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
  );
});

describe('what arrives has the signature that a service computes', () => {
  test.each<[string, Partial<HttpRequest>, string?]>([
    ['a path with blanks, plus and other letters', { method: 'GET' }],
    ['a query', { method: 'GET', url: '/b?list-type=2&prefix=a%2Fb%20c&delimiter=' }],
    ['a text', { body: 'Grüße' }],
    ['bytes', { body: Buffer.from([0, 255, 1]) }],
    [
      'headers of its own',
      {
        headers: [
          ['Content-Type', 'text/plain; charset=utf-8'],
          ['X-Amz-Meta-A', 'b'],
        ],
      },
    ],
    ['another service', { url: '/queue%20one?Action=Send', body: '{}' }, 'sqs'],
  ])('%s', async (_what, request, service = 's3') => {
    const server = await startServer();
    const { url: path = '/bucket/a%20b%2Bc/gr%C3%BC%C3%9Fe(1).pdf', ...rest } = request;
    const whole = { method: 'PUT', ...rest, url: `${server.origin}${path}` } as const;
    await send(await signAws(whole, { ...options, service }));
    expect(server.requests.map((seen) => verifyAwsSignature(seen, credentials.secretAccessKey))).toEqual([
      undefined,
    ]);
    expect(server.requests[0]?.url).toBe(path);
    expect(verifyAwsSignature(server.requests[0]!, 'another key')).toBe('the signature is another');
  });
});

test('a streamed body is hashed before it is sent; over https, for S3, it is not read for that', async () => {
  const plain = await startServer();
  const hashed = createSource('streamed');
  await send(await signAws({ method: 'PUT', url: `${plain.origin}/k`, body: hashed }, options));
  expect([plain.requests[0]?.body, hashed.opened()]).toEqual(['streamed', 2]);
  expect(verifyAwsSignature(plain.requests[0]!, credentials.secretAccessKey)).toBeUndefined();

  const secure = await startServer(undefined, { tls: LOCALHOST_TLS });
  const unsigned = createSource('streamed');
  await send(
    await signAws({ method: 'PUT', url: `${secure.origin}/k`, body: unsigned }, options),
    String(LOCALHOST_TLS.cert),
  );
  expect([secure.requests[0]?.body, unsigned.opened()]).toEqual(['streamed', 1]);
  expect(secure.requests[0]?.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
  expect(verifyAwsSignature(secure.requests[0]!, credentials.secretAccessKey)).toBeUndefined();
});

test('temporary credentials bring their session token, signed', async () => {
  const server = await startServer();
  const temporary = { ...credentials, sessionToken: 'session' };
  await send(await signAws({ method: 'GET', url: server.origin }, { ...options, credentials: temporary }));
  expect(server.requests[0]?.headers['x-amz-security-token']).toBe('session');
  expect(verifyAwsSignature(server.requests[0]!, credentials.secretAccessKey)).toBeUndefined();
});

test('the inputs: a region is one, credentials are there', () => {
  const { error } = awsAccessInput.safeParse({ region: 'eu/x', accessKeyId: 'a' });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['region', 'secretAccessKey']);
});
