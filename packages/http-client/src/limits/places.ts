/** How many may be at work at a time; others wait for their turn, first come, first served. */
export interface Places {
  /** Whether somebody would have to wait. */
  readonly isFull: boolean;
  /** Resolves to the function that gives the place back; rejects with the reason of the signal. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createPlaces(count: number): Places {
  let taken = 0;
  const waiting = new Set<() => void>();

  const occupy = (): (() => void) => {
    taken += 1;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      taken -= 1;
      const [next] = waiting;
      next?.();
    };
  };

  return {
    get isFull() {
      return taken >= count;
    },
    take(signal) {
      if (taken < count) return Promise.resolve(occupy());
      return new Promise((resolve, reject) => {
        const leaveQueue = (): void => {
          waiting.delete(onTurn);
          signal.removeEventListener('abort', onAbort);
        };
        const onTurn = (): void => {
          leaveQueue();
          resolve(occupy());
        };
        const onAbort = (): void => {
          leaveQueue();
          reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
        };
        if (signal.aborted) return onAbort();
        waiting.add(onTurn);
        signal.addEventListener('abort', onAbort, { once: true });
      });
    },
  };
}
