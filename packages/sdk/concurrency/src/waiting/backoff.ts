/** How pauses grow from one attempt to the next. */
export interface BackoffOptions {
  /** The pause after the first attempt, in milliseconds. */
  readonly firstMs: number;
  /** The longest planned pause, in milliseconds. */
  readonly maxMs: number;
  /** What each pause is multiplied by to give the next one. Default 2. */
  readonly factor?: number;
  /**
   * The part of a pause that is left to chance, so that many do not come back at the same instant; 0: none.
   * Default 0.5.
   */
  readonly jitter?: number;
}

/**
 * The pause after an attempt that failed, in milliseconds. The first attempt is 1.
 * With a `jitter` of 0.5 it is half to one and a half times the planned pause.
 */
export function backoffMs(attempt: number, options: BackoffOptions): number {
  const { firstMs, maxMs, factor = 2, jitter = 0.5 } = options;
  const plannedMs = Math.min(firstMs * factor ** (attempt - 1), maxMs);
  return plannedMs * (1 - jitter + 2 * jitter * Math.random());
}

/** Counts attempts that failed, and gives the pause after each. */
export interface Backoff {
  /** The next pause, in milliseconds. */
  next(): number;
  /** Pauses since the start or the last reset. */
  readonly count: number;
  /** An attempt succeeded: the next pause is the first one again. */
  reset(): void;
}

/** Creates a backoff for attempts that are made one after the other. */
export function createBackoff(options: BackoffOptions): Backoff {
  let count = 0;
  return {
    next() {
      count += 1;
      return backoffMs(count, options);
    },
    get count() {
      return count;
    },
    reset() {
      count = 0;
    },
  };
}
