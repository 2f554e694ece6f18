import { createSemaphore, type Release, within } from '@jobwright/concurrency';

/** Memory of decompressors, which lies outside the JavaScript heap, of all answers together. */
export interface WindowBudget {
  /**
   * Resolves to the function that gives the bytes back. Waits until they are free, first come, first served.
   * @throws Error when they are not free within `waitMs`
   */
  take(bytes: number): Promise<Release>;
}

export interface WindowBudgetOptions {
  readonly maxBytes: number;
  readonly waitMs: number;
}

export function createWindowBudget({ maxBytes, waitMs }: WindowBudgetOptions): WindowBudget {
  const semaphore = createSemaphore(maxBytes);
  const timeoutError = (): Error =>
    new Error(`Too many compressed answers are read at a time: no memory for another within ${waitMs} ms`);
  return {
    take: (bytes) =>
      within({ timeoutMs: waitMs, timeoutError }, (signal) => semaphore.acquire(signal, bytes)),
  };
}
