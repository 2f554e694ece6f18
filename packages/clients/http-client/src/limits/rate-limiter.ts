/** Spreads requests over time, with a burst after a pause (generic cell rate algorithm). */
export interface RateLimiter {
  /** Reserves the next slot. Returns how long to wait for it, in milliseconds. */
  reserve(): number;
  /** Returns a slot that was not used. */
  release(): void;
}

export function createRateLimiter(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  now: () => number,
): RateLimiter {
  const intervalMs = 1_000 / perSecond;
  const toleranceMs = (burst - 1) * intervalMs;
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    reserve() {
      const at = now();
      const slot = Math.max(nextAt, at);
      nextAt = slot + intervalMs;
      return Math.max(slot - toleranceMs - at, 0);
    },
    release() {
      nextAt -= intervalMs;
    },
  };
}
