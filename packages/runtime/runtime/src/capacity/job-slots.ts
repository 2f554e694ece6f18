import { createWaitQueue, type Release, type WaitQueue } from '@jobwright/concurrency';
import { createFairShares } from './fair-shares.ts';

/** Limits how many jobs run at a time. No connector can take the slots that the others are guaranteed. */
export interface JobSlots {
  /** How many more jobs of a type could run now; those that wait for a slot are counted as if they had it. */
  roomOf(type: string): number;
  /**
   * Resolves to the function that gives the slot back. @throws the reason of the signal, or Error once the
   * slots are closed
   */
  acquire(type: string, signal: AbortSignal): Promise<Release>;
  /** Nobody gets a slot any more; those who have one keep it. */
  close(): void;
}

export interface JobSlotsOptions {
  readonly total: number;
  readonly types: readonly string[];
  /** The most slots a type can ever have. */
  readonly limitOf: (type: string) => number;
}

export function createJobSlots({ total, types, limitOf }: JobSlotsOptions): JobSlots {
  const running = createFairShares({ total, parties: types, limitOf });
  const queues = new Map<string, WaitQueue<void, Release>>();
  let isClosed = false;

  const freeFor = (type: string): number => Math.min(running.roomOf(type), running.free);
  const queuedOf = (type: string): number => queues.get(type)?.length ?? 0;

  /** Of the types that wait and may have a slot, the one with the fewest. */
  const findNext = (): string | undefined => {
    let next: string | undefined;
    for (const [type, queue] of queues) {
      if (queue.length === 0 || freeFor(type) === 0) continue;
      if (next === undefined || running.usedBy(type) < running.usedBy(next)) next = type;
    }
    return next;
  };
  const serve = (): void => {
    for (let next = findNext(); next !== undefined; next = findNext()) queues.get(next)?.serve(take(next));
  };
  const take = (type: string): Release => {
    running.take(type, 1);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      running.giveBack(type, 1);
      serve();
    };
  };
  const queueOf = (type: string): WaitQueue<void, Release> => {
    const queue = queues.get(type) ?? createWaitQueue<void, Release>();
    queues.set(type, queue);
    return queue;
  };

  return {
    roomOf: (type) => Math.max(freeFor(type) - queuedOf(type), 0),
    acquire(type, signal) {
      if (isClosed) return Promise.reject(closedError());
      const isFree = queuedOf(type) === 0 && freeFor(type) > 0;
      return isFree ? Promise.resolve(take(type)) : queueOf(type).wait(undefined, signal);
    },
    close() {
      isClosed = true;
      for (const queue of queues.values()) queue.rejectAll(closedError());
    },
  };
}

const closedError = (): Error => new Error('No more jobs are started');
