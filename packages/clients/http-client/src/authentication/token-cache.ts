import { createHash } from 'node:crypto';
import { defineResource, toError } from '@jobwright/concurrency';
import type { OAuth } from './oauth.schema.ts';
import type { Token } from './read-token.ts';

/** Asks for a token. The signal aborts when nobody waits for it any more. */
export type FetchToken = (oauth: OAuth, signal: AbortSignal) => Promise<Token>;

export interface TokenRequestOptions {
  readonly signal: AbortSignal;
  readonly fetch: FetchToken;
  /** What else tells two tokens apart, e.g. the client certificate. */
  readonly scope: string;
  /** Told the refresh token that is used, where the server has given a new one. */
  readonly hideSecret?: ((secret: string) => void) | undefined;
}

/** Access tokens of all jobs of a runtime. */
export interface TokenCache {
  /** A token that is still good for a while; all who need the same one at a time share one request for it. */
  get(oauth: OAuth, options: TokenRequestOptions): Promise<string>;
  /** Forgets a token that was refused; a newer one stays. */
  drop(oauth: OAuth, scope: string, accessToken: string): void;
}

interface Kept {
  readonly accessToken: string;
  readonly expiresAt: number;
}

interface Flight {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  waiting: number;
}

const MAX_TOKENS = 1_000;
/** A token must outlive the request it goes with, and clocks differ. */
const SKEW_MS = 10_000;

export function createTokenCache(): TokenCache {
  const tokens = new Map<string, Kept>();
  const flights = new Map<string, Flight>();
  /** The newest refresh token, where a server gives a new one with each access token. */
  const rotated = new Map<string, string>();

  const fetchToken = async (
    key: string,
    oauth: OAuth,
    fetch: (oauth: OAuth) => Promise<Token>,
  ): Promise<string> => {
    const { accessToken, expiresInMs, refreshToken } = await fetchNewest(key, oauth, fetch);
    if (oauth.type === 'oauth-refresh-token' && refreshToken !== undefined) keep(rotated, key, refreshToken);
    const lifetimeMs = (expiresInMs ?? 0) - SKEW_MS;
    if (lifetimeMs > 0) keep(tokens, key, { accessToken, expiresAt: performance.now() + lifetimeMs });
    return accessToken;
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
      // Somebody may have made a new one with the token in the model since.
      rotated.delete(key);
      return fetch(oauth);
    }
  };

  const takeOff = (key: string, oauth: OAuth, fetch: FetchToken): Flight => {
    const controller = new AbortController();
    const token = fetchToken(key, oauth, (current) => fetch(current, controller.signal)).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    token.catch(() => undefined);
    const flight: Flight = { token, controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  };

  return {
    async get(oauth, { signal, fetch, scope, hideSecret }) {
      const key = toKey(oauth, scope);
      const newest = rotated.get(key);
      if (newest !== undefined) hideSecret?.(newest);
      const kept = tokens.get(key);
      if (kept !== undefined && kept.expiresAt > performance.now()) return kept.accessToken;
      tokens.delete(key);
      signal.throwIfAborted();
      const flight = flights.get(key) ?? takeOff(key, oauth, fetch);
      flight.waiting += 1;
      try {
        return await untilAborted(flight.token, signal);
      } finally {
        flight.waiting -= 1;
        if (flight.waiting === 0 && flights.get(key) === flight) {
          flights.delete(key);
          flight.controller.abort();
        }
      }
    },
    drop(oauth, scope, accessToken) {
      const key = toKey(oauth, scope);
      if (tokens.get(key)?.accessToken === accessToken) tokens.delete(key);
    },
  };
}

/** One cache for each runtime. */
export const tokenCaches = defineResource<undefined, TokenCache>({
  toKey: () => '',
  open: createTokenCache,
  close: () => undefined,
});

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'OAUTH_REFRESH_TOKEN_EXPIRED' || error.code === '400' || error.code === '401');

/** The secrets themselves are not kept as keys. */
const toKey = (oauth: OAuth, scope: string): string =>
  createHash('sha256')
    .update(JSON.stringify([scope, ...Object.entries(oauth).sort()]))
    .digest('base64');

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MAX_TOKENS) return;
    map.delete(oldest);
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(toError(signal.reason));
    signal.addEventListener('abort', cancel, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
