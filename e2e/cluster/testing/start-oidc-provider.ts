import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import Provider from 'oidc-provider';

export interface RunningProvider {
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** Whether a token is one of this provider for the audience, and not revoked. */
  readonly accepts: (token: string) => Promise<boolean>;
  /** Of the tokens that were given so far. */
  readonly countTokens: () => number;
  /** Of tokens given from now on. */
  setLifeSeconds(seconds: number): void;
  /** Tokens given so far open nothing any more. */
  revokeAll(): void;
  /** Refuses every connection until it is opened again. */
  interrupt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const AUDIENCE = 'zeebe-api';
const CLIENT = { client_id: 'connectors', client_secret: 'secret & more' };

/** A real OpenID provider, which gives JWTs for client credentials. */
export async function startOidcProvider(): Promise<RunningProvider> {
  let lifeSeconds = 3_600;
  let server: Server | undefined;
  let given = 0;
  let revokedUntil = 0;
  const first = await listen(0, (request, response) => void handle(request, response));
  server = first;
  const { port } = first.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...CLIENT,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `urn:${AUDIENCE}`,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifeSeconds,
        }),
      },
    },
    extraTokenClaims: () => ({ given: (given += 1) }),
  });
  const callback = provider.callback();
  function handle(...parameters: Parameters<typeof callback>) {
    return callback(...parameters);
  }
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));

  const close = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    if (closing === undefined) return;
    closing.closeAllConnections();
    closing.close();
    await once(closing, 'close');
  };
  return {
    issuer,
    tokenUrl: `${issuer}/token`,
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    audience: AUDIENCE,
    async accepts(token) {
      const verified = await jwtVerify(token, keys, { issuer, audience: AUDIENCE }).catch(() => undefined);
      return verified !== undefined && Number(verified.payload['given']) > revokedUntil;
    },
    countTokens: () => given,
    setLifeSeconds: (seconds) => {
      lifeSeconds = seconds;
    },
    revokeAll: () => {
      revokedUntil = given;
    },
    interrupt: close,
    async resume() {
      server = await listen(port, (request, response) => void handle(request, response));
    },
    stop: close,
  };
}

async function listen(port: number, handle: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handle);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
