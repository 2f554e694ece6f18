import { startTimer } from './timer.ts';

/**
 * Waits for work, but not longer than `timeoutMs`; `Infinity` is no limit. Resolves to whether the work has
 * ended. The work itself goes on.
 * @throws what the work throws until then
 */
export function endsWithin(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const stopTimer = startTimer(timeoutMs, () => resolve(false));
    work.then(() => resolve(true), reject).finally(stopTimer);
  });
}
