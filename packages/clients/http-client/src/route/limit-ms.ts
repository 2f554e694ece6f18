/**
 * A time limit as timers of `@jobwright/concurrency` take it: in the settings of connections 0 is no limit.
 */
export const limitMs = (timeoutMs: number): number =>
  timeoutMs === 0 ? Number.POSITIVE_INFINITY : timeoutMs;
