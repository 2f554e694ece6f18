import { createRenewableToken, type FetchToken, type RenewalOptions } from './renewable-token.ts';
import { type TokenWork, useToken } from './use-token.ts';

/** The token of one login, shared by all calls that need it. */
export interface TokenSource<Value> {
  /**
   * The token, fetched where there is none that is still valid for a while.
   * @throws what the fetch throws
   */
  get(): Promise<Value>;
  /** Forgets a token that was refused, so that the next one is fetched; a newer one stays. */
  drop(value: Value): void;
  /**
   * Works with the token. One that is refused is forgotten, and the work is done once more with a new one.
   */
  use<Answer>(work: Pick<TokenWork<Value, Answer>, 'work' | 'isRefused'>): Promise<Answer>;
}

/**
 * Fetches a token once for all calls at the same time, keeps it in memory alone, and renews it before its
 * end.
 */
export function createTokenSource<Value>(
  fetch: FetchToken<Value>,
  options: RenewalOptions = {},
): TokenSource<Value> {
  const token = createRenewableToken<Value>(options);
  const get = (): Promise<Value> => token.get(fetch);
  const drop = (value: Value): void => token.drop(value);
  return { get, drop, use: (use) => useToken({ get, drop, ...use }) };
}
