import { timerDelayMs } from './timer.ts';

/** A timer that is so late tells that the process, or its machine, stood still. */
const LATE_MS = 100;
/** How long what has come meanwhile may take to be read. */
const CATCH_UP_MS = 1_000;

/**
 * Ends a wait for another side after `ms`; returns a function that stops it. After a process stood still, its
 * timers fire before it has read what came meanwhile: an answer that is there already is read first.
 * `keepsAlive`: whether the process waits for it. Default true.
 */
export function startDeadline(
  ms: number,
  onTime: () => void,
  { keepsAlive = true }: { readonly keepsAlive?: boolean } = {},
): () => void {
  const dueAt = performance.now() + ms;
  let timer: NodeJS.Timeout;
  const wait = (delayMs: number, next: () => void): void => {
    timer = setTimeout(next, timerDelayMs(delayMs));
    if (!keepsAlive) timer.unref();
  };
  wait(ms, () => {
    if (performance.now() - dueAt > LATE_MS) wait(CATCH_UP_MS, onTime);
    else onTime();
  });
  return () => clearTimeout(timer);
}
