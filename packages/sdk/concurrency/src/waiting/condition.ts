import { onAbort } from './on-abort.ts';
import { startTimer } from './timer.ts';

/** How long to wait, and what ends the wait before. */
export interface ConditionWait {
  /** Milliseconds; `Infinity` is no limit. */
  readonly timeoutMs: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** A condition variable: some wait until a state is reached, others say that it has changed. */
export interface Condition {
  /** Says that the state has changed: each who waits checks it again. */
  notify(): void;
  /**
   * Resolves to `true` as soon as `holds` is true, to `false` after the time or when the signal aborts.
   * Checks at once.
   */
  waitUntil(holds: () => boolean, wait: ConditionWait): Promise<boolean>;
}

/** Creates a condition that nobody waits for yet. */
export function createCondition(): Condition {
  const checks = new Set<() => void>();
  return {
    notify() {
      for (const check of [...checks]) check();
    },
    waitUntil(holds, { timeoutMs, signal }) {
      if (signal?.aborted === true) return Promise.resolve(false);
      if (holds()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (isReached: boolean): void => {
          checks.delete(check);
          stopTimer();
          stopListening();
          resolve(isReached);
        };
        const check = (): void => {
          if (holds()) finish(true);
        };
        const stopTimer = startTimer(timeoutMs, () => finish(false));
        const stopListening = onAbort(signal, () => finish(false));
        checks.add(check);
      });
    },
  };
}
