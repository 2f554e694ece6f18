/** Memory of decompressors, which lies outside the JavaScript heap, of all answers together. */
export interface WindowBudget {
  /**
   * Resolves to what gives the bytes back; who needs more than there are waits, first come, first served.
   * @throws Error when they are not free within `waitMs`
   */
  take(bytes: number): Promise<() => void>;
}

export interface WindowBudgetOptions {
  readonly maxBytes: number;
  readonly waitMs: number;
}

interface Waiting {
  readonly bytes: number;
  begin(): void;
}

export function createWindowBudget({ maxBytes, waitMs }: WindowBudgetOptions): WindowBudget {
  let free = maxBytes;
  const waiting = new Set<Waiting>();

  const serve = (): void => {
    for (const next of waiting) {
      if (next.bytes > free) return;
      waiting.delete(next);
      next.begin();
    }
  };
  const occupy = (bytes: number): (() => void) => {
    free -= bytes;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      free += bytes;
      serve();
    };
  };

  return {
    take(wanted) {
      const bytes = Math.min(wanted, maxBytes);
      if (waiting.size === 0 && bytes <= free) return Promise.resolve(occupy(bytes));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(entry);
          reject(
            new Error(
              `Too many compressed answers are read at a time: no memory for one more in ${waitMs} ms`,
            ),
          );
          serve();
        }, waitMs);
        const entry: Waiting = {
          bytes,
          begin() {
            clearTimeout(timer);
            resolve(occupy(bytes));
          },
        };
        waiting.add(entry);
      });
    },
  };
}
