/** Counts those who wait for any of the limits of an origin, and turns the others away. */
export interface BoundedQueue {
  /** How many wait. */
  readonly length: number;
  /**
   * Waits until `work` has ended. @throws what `fullError` creates when as many wait as may; what `work`
   * throws
   */
  wait<Value>(work: () => Promise<Value>): Promise<Value>;
}

interface BoundedQueueOptions {
  readonly maxLength: number;
  readonly fullError: (length: number) => Error;
}

export function createBoundedQueue({ maxLength, fullError }: BoundedQueueOptions): BoundedQueue {
  let length = 0;
  return {
    get length() {
      return length;
    },
    async wait(work) {
      if (length >= maxLength) throw fullError(length);
      length += 1;
      try {
        return await work();
      } finally {
        length -= 1;
      }
    },
  };
}
