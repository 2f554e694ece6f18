/**
 * How old messages of a stream may be when they are read. Jobs wait in the buffers of the connection while a stream is held, and
 * their deadlines in the engine run meanwhile: those read afterwards are taken to be as old as they can be.
 */
export interface ReadingAge {
  /** A message of so many bytes was read: the earliest time it can have been sent, by `performance.now()`. */
  read(bytes: number): number;
  hold(): void;
  proceed(): void;
  /** How old the oldest message that is not read yet may be, in milliseconds; 0 when there is none. */
  ofUnread(): number;
  /** Resolves when everything on the way has been read, after `timeoutMs` at most. */
  untilRead(timeoutMs: number): Promise<void>;
}

/** Reading for so long without a message means that nothing is left on the way. */
const QUIET_MS = 20;
/** More than this is never on the way: windows and buffers of both sides, generously. */
const MOST_UNREAD_BYTES = 256 * 1024;
const MOST_UNREAD_MESSAGES = 64;

interface Read {
  readonly at: number;
  readonly bytesSoFar: number;
  readonly messagesSoFar: number;
}

export function createReadingAge(): ReadingAge {
  /** Since when there may be something unread; undefined: there is nothing. */
  let unreadSince: number | undefined;
  let held = false;
  let looking = false;
  let bytesSoFar = 0;
  let messagesSoFar = 0;
  /** The last messages; the first is the last one that was read before anything that is unread now was sent. */
  const reads: Read[] = [];
  const waiting = new Set<() => void>();

  const look = (): void => {
    if (looking) return;
    looking = true;
    const seen = messagesSoFar;
    const judge = (): void => {
      looking = false;
      if (held) return;
      if (messagesSoFar !== seen) return look();
      unreadSince = undefined;
      for (const done of [...waiting]) done();
    };
    // What came while the process was busy is read between the timer and the immediate.
    setTimeout(() => setImmediate(judge), QUIET_MS).unref();
  };
  const isOver = ({ bytesSoFar: bytes, messagesSoFar: messages }: Read): boolean =>
    bytesSoFar - bytes > MOST_UNREAD_BYTES && messagesSoFar - messages > MOST_UNREAD_MESSAGES;
  const sentSince = (): number => {
    const since = (unreadSince ??= performance.now());
    const [first] = reads;
    return first !== undefined && isOver(first) ? Math.max(since, first.at) : since;
  };

  return {
    read(bytes) {
      bytesSoFar += bytes;
      messagesSoFar += 1;
      const since = sentSince();
      reads.push({ at: performance.now(), bytesSoFar, messagesSoFar });
      for (let second = reads[1]; second !== undefined && isOver(second); second = reads[1]) reads.shift();
      if (!held) look();
      return since;
    },
    hold() {
      held = true;
      unreadSince ??= performance.now();
    },
    proceed() {
      held = false;
      if (unreadSince !== undefined) look();
    },
    ofUnread: () => (unreadSince === undefined ? 0 : Math.max(performance.now() - sentSince(), 1)),
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
