import { createSemaphore, type Release, within } from '@jobwright/concurrency';

/** The memory of all decompressors together. It lies outside the JavaScript heap. */
export interface WindowBudget {
  /**
   * Resolves to the function that gives the bytes back. Waits until they are free, first come, first served.
   * @throws Error when they are not free within `waitMs`
   */
  acquire(bytes: number): Promise<Release>;
}

export interface WindowBudgetOptions {
  readonly maxBytes: number;
  readonly waitMs: number;
}

export function createWindowBudget({ maxBytes, waitMs }: WindowBudgetOptions): WindowBudget {
  const semaphore = createSemaphore(maxBytes);
  const timeoutError = (): Error =>
    new Error(
      `Too many compressed responses at the same time: no memory for another one within ${waitMs} ms`,
    );
  return {
    acquire: (bytes) =>
      within({ timeoutMs: waitMs, timeoutError }, (signal) => semaphore.acquire(signal, bytes)),
  };
}
