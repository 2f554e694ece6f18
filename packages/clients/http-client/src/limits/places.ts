import { toError } from '@jobwright/concurrency';

/** How much may be at work at a time; others wait for their turn, first come, first served. */
export interface Places {
  /** Whether somebody would have to wait. */
  readonly isFull: boolean;
  /**
   * Resolves to the function that gives the places back; rejects with the reason of the signal. `wanted`: how many, default 1; more than
   * there are take all.
   */
  take(signal: AbortSignal, wanted?: number): Promise<() => void>;
}

interface Waiting {
  readonly size: number;
  readonly onTurn: () => void;
}

export function createPlaces(count: number): Places {
  let free = count;
  const waiting = new Set<Waiting>();

  const serve = (): void => {
    for (const { size, onTurn } of waiting) {
      if (size > free) return;
      onTurn();
    }
  };
  const occupy = (size: number): (() => void) => {
    free -= size;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      free += size;
      serve();
    };
  };

  return {
    get isFull() {
      return free <= 0;
    },
    take(signal, wanted = 1) {
      const size = Math.min(wanted, count);
      if (waiting.size === 0 && size <= free) return Promise.resolve(occupy(size));
      return new Promise((resolve, reject) => {
        const leaveQueue = (): void => {
          waiting.delete(entry);
          signal.removeEventListener('abort', onAbort);
        };
        const onTurn = (): void => {
          leaveQueue();
          resolve(occupy(size));
        };
        const onAbort = (): void => {
          leaveQueue();
          reject(toError(signal.reason));
          serve();
        };
        const entry = { size, onTurn };
        if (signal.aborted) return onAbort();
        waiting.add(entry);
        signal.addEventListener('abort', onAbort, { once: true });
      });
    },
  };
}
