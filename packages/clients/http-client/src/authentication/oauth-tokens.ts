import { createHash } from 'node:crypto';
import { createLruCache, defineResource } from '@jobwright/concurrency';
import type { TimedToken } from '../tokens/renewable-token.ts';
import { createTokenCache } from '../tokens/token-cache.ts';
import type { OAuth } from './oauth.schema.ts';
import type { Token } from './read-token.ts';

/** Asks the token endpoint. The signal aborts when nobody waits for the token any more. */
export type FetchOAuthToken = (oauth: OAuth, signal: AbortSignal) => Promise<Token>;

export interface OAuthTokenOptions {
  readonly signal: AbortSignal;
  readonly fetch: FetchOAuthToken;
  /** What else distinguishes two tokens, e.g. the client certificate. */
  readonly scope: string;
  /** Called with the refresh token that is used, where the server has given a new one. */
  readonly hideSecret?: ((secret: string) => void) | undefined;
}

/** Access tokens of all jobs of a runtime. */
export interface OAuthTokens {
  /**
   * A token that is still valid for a while; all who need the same one at the same time share one request for
   * it.
   */
  get(oauth: OAuth, options: OAuthTokenOptions): Promise<string>;
  /** Forgets a token that was refused; a newer one stays. */
  drop(oauth: OAuth, scope: string, accessToken: string): void;
}

const MAX_ROTATED = 1_000;
/** A token must outlive the request it goes with, and clocks differ. */
const SKEW_MS = 10_000;

export function createOAuthTokens(): OAuthTokens {
  const tokens = createTokenCache<string>({ marginMs: () => SKEW_MS });
  /** The newest refresh token, where a server gives a new one with each access token. */
  const rotated = createLruCache<string>({ maxEntries: MAX_ROTATED });

  const fetchToken = async (
    key: string,
    oauth: OAuth,
    fetch: (oauth: OAuth) => Promise<Token>,
  ): Promise<TimedToken<string>> => {
    const { accessToken, expiresInMs = 0, refreshToken } = await fetchNewest(key, oauth, fetch);
    if (oauth.type === 'oauth-refresh-token' && refreshToken !== undefined) rotated.set(key, refreshToken);
    return { value: accessToken, lifetimeMs: expiresInMs };
  };

  const fetchNewest = async (
    key: string,
    oauth: OAuth,
    fetch: (oauth: OAuth) => Promise<Token>,
  ): Promise<Token> => {
    const refreshToken = rotated.get(key);
    if (oauth.type !== 'oauth-refresh-token' || refreshToken === undefined) return fetch(oauth);
    try {
      return await fetch({ ...oauth, refreshToken });
    } catch (error) {
      if (!isRefused(error)) throw error;
      // A new one may have been made with the token in the model since.
      rotated.delete(key);
      return fetch(oauth);
    }
  };

  return {
    get(oauth, { signal, fetch, scope, hideSecret }) {
      const key = hashOAuth(oauth, scope);
      const newest = rotated.get(key);
      if (newest !== undefined) hideSecret?.(newest);
      return tokens.get(key, {
        signal,
        fetch: (fetchSignal) => fetchToken(key, oauth, (current) => fetch(current, fetchSignal)),
      });
    },
    drop: (oauth, scope, accessToken) => tokens.drop(hashOAuth(oauth, scope), accessToken),
  };
}

/** One cache for each runtime. */
export const oauthTokens = defineResource<undefined, OAuthTokens>({
  toKey: () => '',
  open: createOAuthTokens,
  close: () => undefined,
});

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'OAUTH_REFRESH_TOKEN_EXPIRED' || error.code === '400' || error.code === '401');

/** The secrets themselves are not kept as keys. */
const hashOAuth = (oauth: OAuth, scope: string): string =>
  createHash('sha256')
    .update(JSON.stringify([scope, ...Object.entries(oauth).sort()]))
    .digest('base64');
