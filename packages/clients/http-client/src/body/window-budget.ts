import { createPlaces } from '../limits/places.ts';

/** Memory of decompressors, which lies outside the JavaScript heap, of all answers together. */
export interface WindowBudget {
  /**
   * Resolves to what gives the bytes back; who needs more than there are waits, first come, first served.
   * @throws Error when they are not free within `waitMs`
   */
  take(bytes: number): Promise<() => void>;
}

export interface WindowBudgetOptions {
  readonly maxBytes: number;
  readonly waitMs: number;
}

export function createWindowBudget({ maxBytes, waitMs }: WindowBudgetOptions): WindowBudget {
  const places = createPlaces(maxBytes);
  return {
    async take(bytes) {
      const patience = new AbortController();
      const timer = setTimeout(
        () =>
          patience.abort(
            new Error(
              `Too many compressed answers are read at a time: no memory for one more in ${waitMs} ms`,
            ),
          ),
        waitMs,
      );
      try {
        return await places.take(patience.signal, bytes);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
