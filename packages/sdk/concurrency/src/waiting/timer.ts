/** Node fires a timer of more than 2^31 - 1 milliseconds at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * The delay that a timer can be given for `ms`: at least 0, at most 2^31 - 1 (24.8 days). The callback of a
 * longer wait has to check how much of it is left.
 */
export const timerDelayMs = (ms: number): number => Math.min(Math.max(ms, 0), MAX_DELAY_MS);

/** Returns a function that stops the timer. `Infinity` starts none. */
export function startTimer(ms: number, onTime: () => void): () => void {
  if (ms === Number.POSITIVE_INFINITY) return () => undefined;
  const timer = setTimeout(onTime, timerDelayMs(ms));
  return () => clearTimeout(timer);
}
