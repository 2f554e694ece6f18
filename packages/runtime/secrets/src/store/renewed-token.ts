/** What opens a store for some time. */
export interface TimedToken<Value> {
  readonly value: Value;
  /** When it ends, by `performance.now()`. */
  readonly expiresAt: number;
}

export interface RenewedToken<Value> {
  /**
   * Asks a store with the token, which is fetched once for all who ask at the same time, and again shortly before its end. An
   * answer that refuses it is given up for one with a new token.
   */
  ask<Answer>(
    call: (token: Value) => Promise<Answer>,
    isRefused: (answer: Answer) => boolean,
  ): Promise<Answer>;
}

/** Before a token's end by this share of its life, at most a minute, it is no longer used. */
const MARGIN_MS = 60_000;

export function createRenewedToken<Value>(fetchToken: () => Promise<TimedToken<Value>>): RenewedToken<Value> {
  let current: Promise<TimedToken<Value>> | undefined;
  let usableUntil = 0;

  const fetchAnew = (): Promise<TimedToken<Value>> => {
    const fetching = fetchToken().then(
      (token) => {
        const lifeMs = token.expiresAt - performance.now();
        usableUntil = token.expiresAt - Math.min(MARGIN_MS, lifeMs / 5);
        return token;
      },
      (error: unknown) => {
        if (current === fetching) current = undefined;
        throw error;
      },
    );
    usableUntil = Number.POSITIVE_INFINITY;
    return fetching;
  };

  const get = async (): Promise<Value> => {
    if (current === undefined || performance.now() >= usableUntil) current = fetchAnew();
    return (await current).value;
  };

  return {
    async ask(call, isRefused) {
      const answer = await call(await get());
      if (!isRefused(answer)) return answer;
      current = undefined;
      return call(await get());
    },
  };
}
