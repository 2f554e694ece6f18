import { createCondition, type Release } from '@jobwright/concurrency';
import { createByteBudget } from './byte-budget.ts';
import { createJobSlots } from './job-slots.ts';

/** How long to wait for capacity, in milliseconds, and what ends the wait. */
export interface CapacityWait {
  readonly timeoutMs: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * How many jobs of each type the runtime takes. A job is in flight from its admission until it has been
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

export interface JobCapacityOptions {
  readonly types: readonly string[];
  /** Jobs that run at a time. */
  readonly maxConcurrentJobs: number;
  /** Jobs of a type in flight at a time. */
  readonly maxJobsOf: (type: string) => number;
  readonly maxHeldBytes: number;
}

export function createJobCapacity({
  types,
  maxConcurrentJobs,
  maxJobsOf,
  maxHeldBytes,
}: JobCapacityOptions): JobCapacity {
  const slots = createJobSlots({ total: maxConcurrentJobs, types, limitOf: maxJobsOf });
  const bytes = createByteBudget(maxHeldBytes, types);
  const counts = new Map<string, number>();
  const paused = new Set<string>();
  const changed = createCondition();
  let isClosed = false;

  const inFlight = (type: string): number => counts.get(type) ?? 0;
  const free = (type: string): number => {
    if (isClosed || paused.has(type)) return 0;
    return Math.max(Math.min(maxJobsOf(type) - inFlight(type), slots.roomOf(type), bytes.roomOf(type)), 0);
  };

  return {
    free,
    async waitFor(type, atLeast, wait) {
      const needed = Math.min(atLeast, maxJobsOf(type));
      await changed.waitUntil(() => isClosed || free(type) >= needed, wait);
      return free(type);
    },
    admit(type, size) {
      const releaseBytes = bytes.take(type, size);
      if (releaseBytes === undefined) return undefined;
      counts.set(type, inFlight(type) + 1);
      return () => {
        counts.set(type, inFlight(type) - 1);
        releaseBytes();
        changed.notify();
      };
    },
    acquireSlot: (type, signal) => slots.acquire(type, signal),
    inFlight,
    bytesInFlight: (type) => (type === undefined ? bytes.used : bytes.usedBy(type)),
    get isClosed() {
      return isClosed;
    },
    isPaused: (type) => paused.has(type),
    pause: (type) => void paused.add(type),
    resume(type) {
      paused.delete(type);
      changed.notify();
    },
    close() {
      isClosed = true;
      slots.close();
      changed.notify();
    },
  };
}
