import { createFairShares } from './fair-shares.ts';

/** How many jobs are worked on at a time. No connector can take the places that the others are guaranteed. */
export interface JobPlaces {
  /** How many more jobs of a type would have a place now; those that wait for one are counted as if they had it. */
  roomOf(type: string): number;
  /** Resolves to the function that gives the place back; rejects with the signal's reason, or once it is closed. */
  acquire(type: string, signal: AbortSignal): Promise<() => void>;
  /** Nobody waits any longer. */
  close(): void;
}

export interface JobPlacesOptions {
  readonly total: number;
  readonly types: readonly string[];
  /** The most places a type is ever given. */
  readonly limitOf: (type: string) => number;
}

interface Waiting {
  readonly onTurn: () => void;
  readonly onClose: () => void;
}

export function createJobPlaces({ total, types, limitOf }: JobPlacesOptions): JobPlaces {
  const running = createFairShares({ total, parties: types, limitOf });
  const queues = new Map<string, Set<Waiting>>();
  let closed = false;

  const freeFor = (type: string): number => Math.min(running.roomOf(type), running.free);
  const hasPlace = (type: string): boolean => freeFor(type) > 0;
  const waitingOf = (type: string): number => queues.get(type)?.size ?? 0;

  /** Of those that may have a place, the type with the fewest. */
  const findNext = (): string | undefined => {
    let next: string | undefined;
    for (const [type, queue] of queues) {
      if (queue.size === 0 || !hasPlace(type)) continue;
      if (next === undefined || running.usedBy(type) < running.usedBy(next)) next = type;
    }
    return next;
  };

  const takePlace = (type: string): (() => void) => {
    running.take(type, 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      running.giveBack(type, 1);
      for (let next = findNext(); next !== undefined; next = findNext()) {
        const [first] = queues.get(next) ?? [];
        first?.onTurn();
      }
    };
  };

  const wait = (type: string, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const queue = queues.get(type) ?? new Set();
      queues.set(type, queue);
      const leaveQueue = (): void => {
        queue.delete(waiting);
        signal.removeEventListener('abort', onAbort);
      };
      const giveUp = (reason: unknown): void => {
        leaveQueue();
        reject(reason instanceof Error ? reason : new Error('Aborted while waiting for a place'));
      };
      const onAbort = (): void => giveUp(signal.reason);
      const waiting: Waiting = {
        onTurn() {
          leaveQueue();
          resolve(takePlace(type));
        },
        onClose: () => giveUp(new Error('No more places are given')),
      };
      queue.add(waiting);
      if (closed) waiting.onClose();
      else if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });

  return {
    roomOf: (type) => Math.max(freeFor(type) - waitingOf(type), 0),
    acquire(type, signal) {
      const isFirst = waitingOf(type) === 0;
      return isFirst && !closed && hasPlace(type) ? Promise.resolve(takePlace(type)) : wait(type, signal);
    },
    close() {
      closed = true;
      for (const queue of queues.values()) for (const { onClose } of [...queue]) onClose();
    },
  };
}
