/** Lets one in at a time. */
export interface LoneLane {
  /** Resolves to what lets the next one in; to `undefined` when too many wait, when it is closed, or when the signal aborts. */
  enter(signal: AbortSignal): Promise<(() => void) | undefined>;
  /** Nobody waits any longer. */
  close(): void;
  readonly isClosed: boolean;
}

/** More would hold places that other jobs can have. */
const MAX_WAITING = 4;

export function createLoneLane(): LoneLane {
  const waiting = new Set<(isIn: boolean) => void>();
  let taken = false;
  let closed = false;

  const leave = (): void => {
    const [next] = waiting;
    if (next === undefined) taken = false;
    else next(true);
  };
  const leaveOnce = (): (() => void) => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };

  return {
    enter(signal) {
      if (closed || signal.aborted || (taken && waiting.size >= MAX_WAITING))
        return Promise.resolve(undefined);
      if (!taken) {
        taken = true;
        return Promise.resolve(leaveOnce());
      }
      return new Promise((resolve) => {
        const finish = (isIn: boolean): void => {
          waiting.delete(finish);
          signal.removeEventListener('abort', giveUp);
          resolve(isIn ? leaveOnce() : undefined);
        };
        const giveUp = (): void => finish(false);
        waiting.add(finish);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
    get isClosed() {
      return closed;
    },
    close() {
      closed = true;
      for (const finish of [...waiting]) finish(false);
    },
  };
}
