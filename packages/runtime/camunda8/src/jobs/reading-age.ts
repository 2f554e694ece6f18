import { createCondition } from '@jobwright/concurrency';
import { createReadHistory } from './read-history.ts';

/**
 * How old messages of a stream may be when they are read. While a stream is held, jobs wait in buffers of the
 * connection and their deadlines in the engine go on: those that are read afterwards are taken to be as old
 * as they can be.
 */
export interface ReadingAge {
  /**
   * Notes that a message of this size was read. Returns the earliest time at which it can have been sent, by
   * `performance.now()`.
   */
  read(bytes: number): number;
  hold(): void;
  proceed(): void;
  /** How old the oldest message that has not been read may be, in milliseconds; 0 when there is none. */
  readonly unreadMs: number;
  /** Resolves when no message is left in buffers, or after `timeoutMs`. */
  waitUntilRead(timeoutMs: number): Promise<void>;
}

/** When reading goes on for this long without a message, nothing is left in buffers. */
const QUIET_MS = 20;

export function createReadingAge(): ReadingAge {
  const history = createReadHistory();
  const emptied = createCondition();
  /** Since when there may be something unread; `undefined`: there is nothing. */
  let unreadSince: number | undefined;
  let isHeld = false;
  const whenQuiet = createQuietCheck(history, () => {
    if (isHeld) return;
    unreadSince = undefined;
    emptied.notify();
  });

  const sentAfter = (): number => {
    unreadSince ??= performance.now();
    return Math.max(unreadSince, history.unreadSentAfter ?? 0);
  };

  return {
    read(bytes) {
      history.add(bytes);
      if (!isHeld) whenQuiet.start();
      return sentAfter();
    },
    hold() {
      isHeld = true;
      unreadSince ??= performance.now();
    },
    proceed() {
      isHeld = false;
      if (unreadSince !== undefined) whenQuiet.start();
    },
    get unreadMs() {
      return unreadSince === undefined ? 0 : Math.max(performance.now() - sentAfter(), 1);
    },
    async waitUntilRead(timeoutMs) {
      await emptied.waitUntil(() => unreadSince === undefined, { timeoutMs });
    },
  };
}

interface QuietCheck {
  /** Starts to watch for a pause in reading, unless it does so already. */
  start(): void;
}

function createQuietCheck(history: { readonly messages: number }, onQuiet: () => void): QuietCheck {
  let isRunning = false;
  const run = (): void => {
    const before = history.messages;
    const check = (): void => {
      if (history.messages !== before) return run();
      isRunning = false;
      onQuiet();
    };
    // What came while the process was busy is read between the timer and the immediate.
    setTimeout(() => setImmediate(check), QUIET_MS).unref();
  };
  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      run();
    },
  };
}
