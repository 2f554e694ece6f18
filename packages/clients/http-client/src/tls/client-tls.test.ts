import { createServer, type ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { isConnectorFailure, parseInput } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { describe, expect, test } from 'vitest';
import { callHttp, type HttpCall } from '../call-http.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { clientCertificates } from '../testing/client-certificates.ts';
import { createContext } from '../testing/create-context.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { listen, startTokenServer } from '@jobwright/test-servers/vitest';
import { type ClientTls, clientTlsInput } from './client-tls.schema.ts';

const { authority, certificate, key, encryptedKey, encryptedTraditionalKey, otherKey, passphrase } =
  clientCertificates;
const trusted = { trustedCertificate: LOCALHOST_TLS.cert };
const identity = { clientCertificate: certificate, clientPrivateKey: key };

const parse = (input: JsonObject): ClientTls => parseInput(clientTlsInput, input);

/** Answers with the name in the client's certificate. */
async function startSecureServer(options: ServerOptions = {}, location?: string): Promise<string> {
  const server = createServer(
    { ...LOCALHOST_TLS, ca: authority, requestCert: true, rejectUnauthorized: false, ...options },
    (request, response) => {
      if (location !== undefined) return void response.writeHead(302, { Location: location }).end();
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      response.end((subject as { readonly CN: string } | undefined)?.CN ?? 'nobody');
    },
  );
  server.on('tlsClientError', () => undefined);
  return `https://127.0.0.1:${(await listen(server)).port}`;
}

const call = (url: string, clientTls: ClientTls, more: Partial<HttpCall> = {}): Promise<string> =>
  callHttp(
    { request: { method: 'GET', url, followRedirects: true }, clientTls, ...more },
    createContext(),
    async ({ body }) => new TextDecoder().decode(await body.readUpTo(1_000)),
  );

describe('a client certificate', () => {
  test.each([
    ['in the clear', { clientPrivateKey: key }],
    ['encrypted', { clientPrivateKey: encryptedKey, privateKeyPassword: passphrase }],
    ['encrypted the old way', { clientPrivateKey: encryptedTraditionalKey, privateKeyPassword: passphrase }],
    ['unencrypted, with a password that is not needed', { clientPrivateKey: key, privateKeyPassword: 'x' }],
  ])('with its key %s', async (_case, keys) => {
    const url = await startSecureServer({ rejectUnauthorized: true });
    expect(await call(url, parse({ ...trusted, clientCertificate: certificate, ...keys }))).toBe(
      'test client',
    );
  });

  test('none where it is wanted is a failed handshake', async () => {
    const url = await startSecureServer({ rejectUnauthorized: true });
    const failure = await catchFailure(call(url, parse(trusted)));
    expect(failure.code).toMatch(/^(SSL_HANDSHAKE_FAILED|HTTP_CONNECTION_RESET)$/);
  });

  test('is not shown to another origin', async () => {
    const target = await startSecureServer();
    const url = await startSecureServer({}, target);
    expect(await call(url, parse({ ...trusted, ...identity }))).toBe('nobody');
  });

  test('is not shown to a token endpoint elsewhere, but to one of the same origin', async () => {
    const idp = await startTokenServer();
    const url = await startSecureServer({ rejectUnauthorized: true });
    const authentication = {
      type: 'oauth-client-credentials-flow',
      oauthTokenEndpoint: `${idp.origin}/token`,
      clientId: 'a',
      clientSecret: 'b',
      audience: undefined,
      scopes: undefined,
      clientAuthentication: 'basicAuthHeader',
    } as const;
    expect(await call(url, parse({ ...trusted, ...identity }), { authentication })).toBe('test client');
    const here = { ...authentication, oauthTokenEndpoint: `${url}/token` };
    const failure = await catchFailure(
      call(url, parse({ ...trusted, ...identity }), { authentication: here }),
    );
    // The endpoint was reached with the certificate; what it answers is no token.
    expect(failure.code).toBe('OAUTH_TOKEN_ERROR');
  });
});

describe('a trusted certificate', () => {
  test('is trusted instead of the authorities of the system', async () => {
    const url = await startSecureServer();
    expect(await call(url, parse(trusted))).toBe('nobody');
    const failure = await catchFailure(call(url, parse({ trustedCertificate: authority })));
    expect(failure).toMatchObject({ kind: 'connector', code: 'SSL_HANDSHAKE_FAILED' });
  });

  test('two clients with other certificates share no connection', async () => {
    const url = await startSecureServer();
    const context = createContext();
    const names = [];
    for (const clientTls of [parse(trusted), parse({ ...trusted, ...identity }), parse(trusted)]) {
      const request = { method: 'GET', url } as const;
      names.push(
        await callHttp({ request, clientTls }, context, async ({ body }) =>
          new TextDecoder().decode(await body.readUpTo(1_000)),
        ),
      );
    }
    expect(names).toEqual(['nobody', 'test client', 'nobody']);
  });
});

describe('refused before anything is sent, by the path of the field and without its text', () => {
  const pem = (name: string): string =>
    `-----BEGIN ${name}-----\nTUFSS0VSLXMzY3JldA==\n-----END ${name}-----`;

  test.each([
    ['clientPrivateKey: is missing', { clientCertificate: certificate }],
    ['clientCertificate: is missing', { clientPrivateKey: key }],
    ['clientCertificate: is not a certificate', { ...identity, clientCertificate: 'MARKER-s3cret' }],
    ['clientCertificate: is not a certificate', { ...identity, clientCertificate: pem('CERTIFICATE') }],
    ['clientPrivateKey: is not a private key', { ...identity, clientPrivateKey: 'MARKER-s3cret' }],
    ['clientPrivateKey: is not a private key', { ...identity, clientPrivateKey: pem('PRIVATE KEY') }],
    ['clientPrivateKey: is not a private key', { ...identity, clientPrivateKey: certificate }],
    [
      'clientPrivateKey: is not the key of the client certificate',
      { ...identity, clientPrivateKey: otherKey },
    ],
    ['privateKeyPassword: is missing', { ...identity, clientPrivateKey: encryptedKey }],
    [
      'privateKeyPassword: does not decrypt',
      { ...identity, clientPrivateKey: encryptedKey, privateKeyPassword: 'MARKER-s3cret' },
    ],
    ['trustedCertificate: is not a certificate', { trustedCertificate: 'MARKER-s3cret' }],
    ['trustedCertificate: is not a certificate', { trustedCertificate: key }],
    ['clientPrivateKey: Expected text', { ...identity, clientPrivateKey: { 'MARKER-s3cret': 1 } }],
  ])('%s', (problem, input) => {
    let failure: unknown;
    try {
      parse(input);
    } catch (error) {
      failure = error;
    }
    if (!isConnectorFailure(failure)) throw new Error('Expected a failure', { cause: failure });
    expect(failure).toMatchObject({ kind: 'input' });
    expect(failure.message).toContain(problem);
    expect(failure.message).not.toMatch(/MARKER|TUFSS0VS|BEGIN EC/);
  });

  test('blank fields count as left out', () => {
    const blank = {
      clientCertificate: '',
      clientPrivateKey: null,
      privateKeyPassword: ' ',
      trustedCertificate: '\n',
    };
    expect(Object.values(parse(blank)).filter((text) => text !== undefined)).toEqual([]);
  });
});
