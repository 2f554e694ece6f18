import { backoffMs, createSingleFlight } from '@jobwright/concurrency';

/** What proves who we are for some time: an access token, a session, temporary credentials. */
export interface TimedToken<Value> {
  readonly value: Value;
  /**
   * How long it is valid from now on, in milliseconds. 0: it is used once. `Infinity`: until it is refused.
   */
  readonly lifetimeMs: number;
}

/** Fetches a token. The signal aborts when nobody waits for it any more. */
export type FetchToken<Value> = (signal: AbortSignal) => Promise<TimedToken<Value>>;

/** When a token is renewed, and what happens while that fails. */
export interface RenewalOptions {
  /**
   * How long before its end a token is no longer used, in milliseconds. Default: a fifth of its lifetime, at
   * most 60,000.
   */
  readonly marginMs?: (lifetimeMs: number) => number;
  /**
   * Pauses after failed fetches, in milliseconds; each is twice as long as the one before. Meanwhile a token
   * is used to its very end, and the failure is thrown once there is none. Default: no pause; each call
   * fetches again and throws what that throws.
   */
  readonly failurePause?: { readonly firstMs: number; readonly longestMs: number };
}

/** One token that is kept until shortly before its end. */
export interface RenewableToken<Value> {
  /**
   * The token, fetched where there is none that is still valid for a while. All who ask at the same time
   * share one fetch, which ends when the signals of all of them have aborted.
   * @throws what `fetch` throws, or the reason of `signal`
   */
  get(fetch: FetchToken<Value>, signal?: AbortSignal): Promise<Value>;
  /** Forgets a token that was refused; a newer one stays. */
  drop(value: Value): void;
}

interface Kept<Value> {
  readonly value: Value;
  readonly renewAt: number;
  readonly endsAt: number;
}

interface Failure {
  readonly error: unknown;
  /** How many fetches in a row have failed. */
  readonly count: number;
  readonly retryAt: number;
}

const LONGEST_MARGIN_MS = 60_000;
/** There is one token, so there is one fetch at a time. */
const ONLY_KEY = 'token';

const defaultMarginMs = (lifetimeMs: number): number => Math.min(LONGEST_MARGIN_MS, lifetimeMs / 5);

export function createRenewableToken<Value>(options: RenewalOptions = {}): RenewableToken<Value> {
  const { marginMs = defaultMarginMs, failurePause } = options;
  const flight = createSingleFlight<Value>();
  let current: Kept<Value> | undefined;
  let failure: Failure | undefined;

  const fetchInto = async (fetch: FetchToken<Value>, signal: AbortSignal): Promise<Value> => {
    try {
      const { value, lifetimeMs } = await fetch(signal);
      const now = performance.now();
      current = { value, renewAt: now + lifetimeMs - marginMs(lifetimeMs), endsAt: now + lifetimeMs };
      failure = undefined;
      return value;
    } catch (error) {
      if (failurePause !== undefined && !signal.aborted) {
        const { firstMs, longestMs } = failurePause;
        const count = (failure?.count ?? 0) + 1;
        const pauseMs = backoffMs(count, { firstMs, maxMs: longestMs, jitter: 0 });
        failure = { error, count, retryAt: performance.now() + pauseMs };
      }
      throw error;
    }
  };

  return {
    async get(fetch, signal) {
      const now = performance.now();
      if (current !== undefined && now < current.renewAt) return current.value;
      signal?.throwIfAborted();
      const lasting =
        failurePause !== undefined && current !== undefined && now < current.endsAt ? current : undefined;
      if (failure !== undefined && now < failure.retryAt) {
        if (lasting !== undefined) return lasting.value;
        throw failure.error;
      }
      const fetched = flight.run(ONLY_KEY, (fetchSignal) => fetchInto(fetch, fetchSignal), signal);
      if (lasting === undefined) return fetched;
      return fetched.catch(() => {
        signal?.throwIfAborted();
        return lasting.value;
      });
    },
    drop(value) {
      if (current?.value === value) current = undefined;
    },
  };
}
