import { createWaitQueue } from './wait-queue.ts';

/** Gives back what was acquired; more than once is the same as once. */
export type Release = () => void;

/** Limits how much goes on at a time; the rest waits, first come, first served. */
export interface Semaphore {
  /** Permits that nobody has. */
  readonly available: number;
  /** How many wait. */
  readonly queued: number;
  /** Whether `close` was called. */
  readonly isClosed: boolean;
  /**
   * Resolves to the function that gives the permits back. `permits`: how many, default 1; whoever asks for
   * more than there are gets all of them.
   * @throws QueueFullError when too many wait, the reason of the signal as an `Error`, or `Error` once it is
   * closed
   */
  acquire(signal: AbortSignal, permits?: number): Promise<Release>;
  /** Nobody gets a permit any more; those who have one keep it. */
  close(): void;
}

/** How a semaphore is bounded. */
export interface SemaphoreOptions {
  /** How many may wait at a time. Default: any number. */
  readonly maxQueued?: number;
}

/** As many wait already as may. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  /** How many wait. */
  readonly queued: number;

  constructor(queued: number) {
    super(`${queued} are queued already`);
    this.queued = queued;
  }
}

/** Creates a semaphore with so many permits. */
export function createSemaphore(permits: number, options: SemaphoreOptions = {}): Semaphore {
  const { maxQueued = Number.POSITIVE_INFINITY } = options;
  let available = permits;
  let isClosed = false;

  const take = (wanted: number): Release => {
    available -= wanted;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      available += wanted;
      serve();
    };
  };
  const serve = (): void => {
    for (let wanted = queue.first; wanted !== undefined && wanted <= available; wanted = queue.first)
      queue.serve(take(wanted));
  };
  const queue = createWaitQueue<number, Release>({ onLeave: serve });

  return {
    get available() {
      return available;
    },
    get queued() {
      return queue.length;
    },
    get isClosed() {
      return isClosed;
    },
    async acquire(signal, asked = 1) {
      signal.throwIfAborted();
      if (isClosed) throw closedError();
      const wanted = Math.min(asked, permits);
      if (queue.length === 0 && wanted <= available) return take(wanted);
      if (queue.length >= maxQueued) throw new QueueFullError(queue.length);
      return queue.wait(wanted, signal);
    },
    close() {
      isClosed = true;
      queue.rejectAll(closedError());
    },
  };
}

const closedError = (): Error => new Error('No more permits are given: it is closed');
