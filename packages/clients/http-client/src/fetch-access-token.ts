import type { OAuth } from './authentication/oauth.schema.ts';
import { requestToken } from './authentication/request-token.ts';
import type { HttpClient } from './create-http-client.ts';
import type { TimedToken } from './tokens/renewable-token.ts';

/** What bounds the request for a token. */
export interface FetchTokenOptions {
  readonly signal: AbortSignal;
  /** For the whole request, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * Used if the endpoint does not say how long the token is valid, in milliseconds. Default 0: the token is
   * used once.
   */
  readonly defaultLifetimeMs?: number;
}

/**
 * Asks a token endpoint once for an access token (RFC 6749, 4.4 and 6), over the connections of a client.
 * Give it to `createTokenSource` to keep the token.
 * @throws ConnectorError with the status as its code, `OAUTH_TOKEN_ERROR`, `OAUTH_REFRESH_TOKEN_EXPIRED`,
 * `OAUTH_INTERACTION_REQUIRED`
 * @throws RetryableError with the status as its code, and what `HttpClient.open` throws
 */
export async function fetchAccessToken(
  client: HttpClient,
  oauth: OAuth,
  { signal, timeoutMs, defaultLifetimeMs = 0 }: FetchTokenOptions,
): Promise<TimedToken<string>> {
  const { accessToken, expiresInMs } = await requestToken(oauth, {
    signal,
    timeoutMs,
    async callTokenEndpoint(request, endpointSignal, read) {
      const response = await client.open({ ...request, repeatsOnce: false }, { signal: endpointSignal });
      try {
        return await read(response);
      } finally {
        response.body.cancel();
      }
    },
  });
  return { value: accessToken, lifetimeMs: expiresInMs ?? defaultLifetimeMs };
}
