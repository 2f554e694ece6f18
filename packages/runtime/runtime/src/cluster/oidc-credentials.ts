import { isConnectorFailure } from '@jobwright/connector-sdk';
import { createTokenSource, fetchAccessToken, type OAuth } from '@jobwright/http-client';
import { z } from 'zod';
import type { ClusterHttp } from './cluster-http.ts';
import { ClusterCallError } from './cluster-call-error.ts';
import type { ClusterCredentials, Headers } from './call-credentials.ts';
import type { OidcAuthentication } from './cluster-access.ts';

/** Credentials for which a token may have to be fetched. */
export interface OidcCredentials extends ClusterCredentials {
  getHeaders(): Promise<Headers>;
}

const TIMEOUT_MS = 10_000;
/** Taken where the token endpoint does not say how long a token is valid. */
const DEFAULT_LIFETIME_MS = 300_000;
const FAILURE_PAUSE = { firstMs: 500, longestMs: 15_000 } as const;
const BEARER = 'Bearer ';

/**
 * Access tokens by client credentials (RFC 6749, 4.4). While the token endpoint fails, it is asked less and
 * less often, and the current token is used to its end.
 */
export function createOidcCredentials(
  authentication: OidcAuthentication,
  http: ClusterHttp,
): OidcCredentials {
  const { tokenUrl, clientId, clientSecret, audience, scope } = authentication;
  const oauth: OAuth = {
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: tokenUrl,
    clientId,
    clientSecret,
    clientAuthentication: 'credentialsBody',
    audience,
    scopes: scope,
  };
  const tokens = createTokenSource(
    async (signal) => {
      const client = await http.client();
      const bounds = { signal, timeoutMs: TIMEOUT_MS, defaultLifetimeMs: DEFAULT_LIFETIME_MS };
      return fetchAccessToken(client, oauth, bounds).catch((error: unknown) => {
        throw tokenError(error, authentication);
      });
    },
    { failurePause: FAILURE_PAUSE },
  );
  return {
    getHeaders: async () => ({ authorization: `${BEARER}${await tokens.get()}` }),
    refuse: ({ authorization = '' }) => tokens.drop(authorization.slice(BEARER.length)),
  };
}

const STATUS = /^[1-5]\d\d$/;
const NOT_FOUND = 404;
const refusal = z.object({
  response: z.object({
    body: z.object({ error: z.string(), error_description: z.string().optional().catch(undefined) }),
  }),
});

function tokenError(error: unknown, { tokenUrl, clientId }: OidcAuthentication): unknown {
  if (!isConnectorFailure(error)) return error;
  const { code, message, variables, cause } = error;
  if (STATUS.test(code)) {
    const status = Number(code);
    const body = refusal.safeParse(variables).data?.response.body;
    const detail = body === undefined ? '' : `, ${body.error_description ?? body.error}`;
    return new ClusterCallError(
      status < 500 && status !== NOT_FOUND ? 'token' : 'tokenEndpoint',
      `The token endpoint ${tokenUrl} issued no token to client ${clientId} (${status}${detail}): check its id, secret, audience and scope`,
      { cause: error },
    );
  }
  // The failures of a connection name the call, those of an answer the token endpoint.
  if (message.startsWith('The token endpoint'))
    return new ClusterCallError('tokenEndpoint', `${message} (client ${clientId})`, { cause: error });
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new ClusterCallError(
    'tokenEndpoint',
    `The token endpoint ${tokenUrl} cannot be reached (${reason})`,
    {
      cause: error,
    },
  );
}
