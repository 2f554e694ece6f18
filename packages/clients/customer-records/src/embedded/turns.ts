export interface Turn {
  end(): void;
}

export interface Turns {
  /** Resolves when everybody before has ended. Rejects, and takes no place, once the signal aborts. */
  take(signal: AbortSignal): Promise<Turn>;
}

/** One at a time, first come, first served. */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  const startNext = (): void => {
    const next = waiting.shift();
    if (next === undefined) isTaken = false;
    else next();
  };

  const createTurn = (): Turn => {
    let hasEnded = false;
    return {
      end() {
        if (hasEnded) return;
        hasEnded = true;
        startNext();
      },
    };
  };

  return {
    take(signal) {
      signal.throwIfAborted();
      if (!isTaken) {
        isTaken = true;
        return Promise.resolve(createTurn());
      }
      return new Promise((resolve, reject) => {
        const start = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(createTurn());
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(start), 1);
          reject(new Error('Gave up waiting for a turn'));
        };
        waiting.push(start);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
