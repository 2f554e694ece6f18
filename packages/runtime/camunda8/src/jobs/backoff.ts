/** Pauses that double from one to the next, with jitter so that many processes do not come back at the same instant. */
export interface Backoff {
  /** Milliseconds; half to one and a half times the planned pause. */
  next(): number;
  /** Pauses since the start or the last reset. */
  readonly count: number;
  reset(): void;
}

export function createBackoff({
  firstMs,
  longestMs,
}: {
  readonly firstMs: number;
  readonly longestMs: number;
}): Backoff {
  let pauseMs = firstMs;
  let count = 0;
  return {
    next() {
      count += 1;
      const chosenMs = pauseMs * (0.5 + Math.random());
      pauseMs = Math.min(pauseMs * 2, longestMs);
      return chosenMs;
    },
    get count() {
      return count;
    },
    reset() {
      count = 0;
      pauseMs = firstMs;
    },
  };
}
