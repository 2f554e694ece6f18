import { createLruCache } from '@jobwright/concurrency';
import {
  createRenewableToken,
  type FetchToken,
  type RenewableToken,
  type RenewalOptions,
} from './renewable-token.ts';

/** Many tokens, each by the key of those who share it. */
export interface TokenCache<Value> {
  /**
   * A token that is still valid for a while; all who ask for the same key at the same time share one fetch.
   * @throws what `fetch` throws, or the reason of `signal`
   */
  get(key: string, options: TokenOptions<Value>): Promise<Value>;
  /** Forgets a token that was refused; a newer one stays. */
  drop(key: string, value: Value): void;
}

/** How a token is fetched, and what ends the wait for it. */
export interface TokenOptions<Value> {
  readonly fetch: FetchToken<Value>;
  readonly signal: AbortSignal;
}

const MAX_TOKENS = 1_000;

/** Keeps the tokens of the 1,000 keys that were used last. */
export function createTokenCache<Value>(options: RenewalOptions = {}): TokenCache<Value> {
  const tokens = createLruCache<RenewableToken<Value>>({ maxEntries: MAX_TOKENS });
  const find = (key: string): RenewableToken<Value> =>
    tokens.getOrCreate(key, () => createRenewableToken<Value>(options));

  return {
    get: (key, { fetch, signal }) => find(key).get(fetch, signal),
    drop: (key, value) => tokens.peek(key)?.drop(value),
  };
}
