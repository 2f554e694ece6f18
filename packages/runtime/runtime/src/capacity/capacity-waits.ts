import { toDelayMs } from '../within.ts';

/** How long to wait for capacity, in milliseconds, and what ends the wait. */
export interface CapacityWait {
  readonly timeoutMs: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/** Those who wait for room. */
export interface CapacityWaits {
  /** Looks again at what each waits for. */
  wake(): void;
  /** Resolves once `isOver` says so, or the wait ends. */
  waitUntil(isOver: () => boolean, wait: CapacityWait): Promise<void>;
}

export function createCapacityWaits(): CapacityWaits {
  const waiters = new Set<() => void>();
  return {
    wake() {
      for (const check of [...waiters]) check();
    },
    waitUntil: (isOver, { timeoutMs, signal }) =>
      new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          waiters.delete(check);
          signal?.removeEventListener('abort', finish);
          resolve();
        };
        const check = (): void => {
          if (signal?.aborted === true || isOver()) finish();
        };
        const timer = setTimeout(finish, toDelayMs(timeoutMs));
        waiters.add(check);
        signal?.addEventListener('abort', finish, { once: true });
        check();
      }),
  };
}
