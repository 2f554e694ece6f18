import type { Clock } from './commands.ts';

/** The longest delay a Node timer takes; later times are reached in several steps. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The machine's time. Its timers do not keep the process alive. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    schedule(at, callback) {
      let timer: NodeJS.Timeout;
      const arm = (): void => {
        const delayMs = Math.max(0, at - Date.now());
        timer = setTimeout(() => (Date.now() < at ? arm() : callback()), Math.min(delayMs, MAX_DELAY_MS));
        timer.unref();
      };
      arm();
      return () => clearTimeout(timer);
    },
  };
}
