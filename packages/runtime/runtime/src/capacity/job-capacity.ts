import type { Condition, Release } from '@jobwright/concurrency';
import type { ByteBudget } from './byte-budget.ts';
import type { ClusterConnector } from './cluster-shares.ts';
import type { FairShares } from './fair-shares.ts';
import type { JobSlots } from './job-slots.ts';
import type { Reservations } from './reservations.ts';

/** How long to wait for capacity, in milliseconds, and what ends the wait. */
export interface CapacityWait {
  readonly timeoutMs: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * How many jobs of each type a cluster may bring. A job is in flight from its admission until it has been
 * answered.
 */
export interface JobCapacity {
  /** How many jobs of a type may be asked for now; 0 while the type is paused, and once it is closed. */
  free(type: string): number;
  /** Resolves to the free capacity once it is `atLeast`, it is closed, or the wait is over. */
  waitFor(type: string, atLeast: number, wait: CapacityWait): Promise<number>;
  /**
   * Takes a job of so many bytes in. Returns the function that ends its flight; `undefined` when there is no
   * room in memory.
   */
  admit(type: string, bytes: number): Release | undefined;
  /** Waits until a job in flight may run. @throws the reason of the signal, or Error once it is closed */
  acquireSlot(type: string, signal: AbortSignal): Promise<Release>;
  inFlight(type: string): number;
  bytesInFlight(type?: string): number;
  readonly isClosed: boolean;
  isPaused(type: string): boolean;
  pause(type: string): void;
  resume(type: string): void;
  /** No more jobs are taken, and those that wait for a slot do not run. */
  close(): void;
}

/** What the capacities of clusters share. */
export interface CapacityPool {
  readonly slots: JobSlots<ClusterConnector>;
  readonly bytes: ByteBudget<ClusterConnector>;
  /** By job type: the jobs in flight, divided among clusters. */
  readonly limits: ReadonlyMap<string, FairShares<number>>;
  readonly reservations: Reservations;
  readonly changed: Condition;
}

export interface ClusterCapacityOptions {
  readonly pool: CapacityPool;
  readonly cluster: number;
  readonly connectors: readonly ClusterConnector[];
  /** The most jobs of a type that can be in flight on the cluster. */
  readonly limitOf: (type: string) => number;
}

/** Creates the part of a cluster in a capacity that several may share. */
export function createClusterCapacity(options: ClusterCapacityOptions): JobCapacity {
  const { pool, cluster, connectors, limitOf } = options;
  const { slots, bytes, limits, reservations, changed } = pool;
  const parties = new Map(connectors.map((party) => [party.type, party]));
  const paused = new Set<string>();
  let isClosed = false;

  const inFlight = (type: string): number => limits.get(type)?.usedBy(cluster) ?? 0;
  const free = (type: string): number => {
    const party = parties.get(type);
    const limit = limits.get(type);
    if (isClosed || paused.has(type) || party === undefined || limit === undefined) return 0;
    reservations.refresh();
    const room = Math.min(limit.roomOf(cluster), limit.free, slots.roomOf(party), bytes.roomOf(party));
    return Math.max(room, 0);
  };
  const setOpen = (type: string, isOpen: boolean): void => {
    const party = parties.get(type);
    if (party !== undefined) reservations.setOpen(party, isOpen);
    changed.notify();
  };

  return {
    free,
    async waitFor(type, atLeast, wait) {
      const needed = Math.min(atLeast, limitOf(type));
      await changed.waitUntil(() => isClosed || free(type) >= needed, wait);
      return free(type);
    },
    admit(type, size) {
      const party = parties.get(type);
      const limit = limits.get(type);
      if (party === undefined || limit === undefined) return undefined;
      const releaseBytes = bytes.take(party, size);
      if (releaseBytes === undefined) return undefined;
      limit.take(cluster, 1);
      return () => {
        limit.giveBack(cluster, 1);
        releaseBytes();
        changed.notify();
      };
    },
    acquireSlot(type, signal) {
      const party = parties.get(type);
      return party === undefined
        ? Promise.reject(new Error(`No connector has the job type ${type}`))
        : slots.acquire(party, signal);
    },
    inFlight,
    bytesInFlight(type) {
      const counted = type === undefined ? connectors : connectors.filter((party) => party.type === type);
      return counted.reduce((sum, party) => sum + bytes.usedBy(party), 0);
    },
    get isClosed() {
      return isClosed;
    },
    isPaused: (type) => paused.has(type),
    pause(type) {
      paused.add(type);
      setOpen(type, false);
    },
    resume(type) {
      paused.delete(type);
      setOpen(type, !isClosed);
    },
    close() {
      isClosed = true;
      slots.close(connectors);
      for (const party of connectors) reservations.setOpen(party, false);
      changed.notify();
    },
  };
}
