/**
 * Since when a message of a stream may have been on its way to us. Jobs wait in the buffers of the connection while a stream is
 * held, and their deadlines in the engine run: those read afterwards are taken to be as old as they can be.
 */
export interface ReadingAge {
  /** A message was read: the earliest time it can have been sent, in milliseconds since the epoch. */
  read(): number;
  hold(): void;
  proceed(): void;
  /** How old the oldest message that is not read yet may be, in milliseconds; 0 when there is none. */
  ofUnread(): number;
  /** Resolves when everything on the way has been read, after `timeoutMs` at most. */
  untilRead(timeoutMs: number): Promise<void>;
}

/** Reading for so long without a message means that nothing is left on the way. */
const QUIET_MS = 10;

export function createReadingAge(): ReadingAge {
  /** Since when there may be something unread; undefined: there is nothing. */
  let unreadSince: number | undefined;
  let held = false;
  let reads = 0;
  let looking = false;
  const waiting = new Set<() => void>();

  const look = (): void => {
    if (looking) return;
    looking = true;
    const seen = reads;
    setTimeout(() => {
      looking = false;
      if (held) return;
      if (reads !== seen) return look();
      unreadSince = undefined;
      for (const done of [...waiting]) done();
    }, QUIET_MS).unref();
  };
  const mark = (): number => (unreadSince ??= Date.now());

  return {
    read() {
      reads += 1;
      const since = mark();
      if (!held) look();
      return since;
    },
    hold() {
      held = true;
      mark();
    },
    proceed() {
      held = false;
      if (unreadSince !== undefined) look();
    },
    ofUnread: () => (unreadSince === undefined ? 0 : Math.max(Date.now() - unreadSince, 1)),
    untilRead(timeoutMs) {
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        waiting.add(done);
        if (unreadSince === undefined) done();
      });
    },
  };
}
