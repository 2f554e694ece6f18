import { createWaitQueue, type Release, type WaitQueue } from '@jobwright/concurrency';
import type { FairShares } from './fair-shares.ts';

/** Limits how many jobs run at a time. No connector can take the slots that the others are guaranteed. */
export interface JobSlots<Party> {
  /** How many more jobs of a party could run now, beside those that wait for a slot. */
  roomOf(party: Party): number;
  /**
   * Resolves to the function that gives the slot back. @throws the reason of the signal, or Error once the
   * slots are closed
   */
  acquire(party: Party, signal: AbortSignal): Promise<Release>;
  /** These parties get no slot any more; jobs that have one keep it. */
  close(parties: readonly Party[]): void;
}

export interface JobSlotsOptions<Party> {
  /** Divides the slots. */
  readonly shares: FairShares<Party>;
  /** How many more jobs like those of a party may run, whoever runs them. Default: any number. */
  readonly likeRoomOf?: (party: Party) => number;
}

export function createJobSlots<Party>({
  shares,
  likeRoomOf = () => Number.POSITIVE_INFINITY,
}: JobSlotsOptions<Party>): JobSlots<Party> {
  const queues = new Map<Party, WaitQueue<void, Release>>();
  const closed = new Set<Party>();

  const freeFor = (party: Party): number => Math.min(shares.roomOf(party), shares.free, likeRoomOf(party));
  const queuedOf = (party: Party): number => queues.get(party)?.length ?? 0;

  /** Of the parties that wait and may have a slot, the one with the fewest. */
  const findNext = (): Party | undefined => {
    let next: Party | undefined;
    for (const [party, queue] of queues) {
      if (queue.length === 0 || freeFor(party) <= 0) continue;
      if (next === undefined || shares.usedBy(party) < shares.usedBy(next)) next = party;
    }
    return next;
  };
  const serve = (): void => {
    for (let next = findNext(); next !== undefined; next = findNext()) queues.get(next)?.serve(take(next));
  };
  const take = (party: Party): Release => {
    shares.take(party, 1);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      shares.giveBack(party, 1);
      serve();
    };
  };
  const queueOf = (party: Party): WaitQueue<void, Release> => {
    const queue = queues.get(party) ?? createWaitQueue<void, Release>();
    queues.set(party, queue);
    return queue;
  };

  return {
    roomOf: (party) => Math.max(freeFor(party) - queuedOf(party), 0),
    acquire(party, signal) {
      if (closed.has(party)) return Promise.reject(closedError());
      const isFree = queuedOf(party) === 0 && freeFor(party) > 0;
      return isFree ? Promise.resolve(take(party)) : queueOf(party).wait(undefined, signal);
    },
    close(parties) {
      for (const party of parties) {
        closed.add(party);
        queues.get(party)?.rejectAll(closedError());
      }
    },
  };
}

const closedError = (): Error => new Error('No more jobs are started');
