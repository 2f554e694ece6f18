/** How many jobs may be worked on at a time; waiting ones go first come, first served. */
export interface Limiter {
  readonly free: number;
  /** Resolves to the function that gives the place back; rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<() => void>;
}

export function createLimiter(limit: number): Limiter {
  let running = 0;
  const waiting = new Set<() => void>();

  const release = (): void => {
    running -= 1;
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next();
  };
  const takePlace = (): (() => void) => {
    running += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      release();
    };
  };

  return {
    get free() {
      return Math.max(limit - running - waiting.size, 0);
    },
    acquire(signal) {
      if (running < limit) return Promise.resolve(takePlace());
      return new Promise((resolve, reject) => {
        const onTurn = (): void => {
          signal.removeEventListener('abort', onAbort);
          resolve(takePlace());
        };
        const onAbort = (): void => {
          waiting.delete(onTurn);
          reject(
            signal.reason instanceof Error ? signal.reason : new Error('Aborted while waiting for a place'),
          );
        };
        if (signal.aborted) return onAbort();
        waiting.add(onTurn);
        signal.addEventListener('abort', onAbort, { once: true });
      });
    },
  };
}
