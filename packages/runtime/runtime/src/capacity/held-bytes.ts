import { createFairShares } from './fair-shares.ts';

/** The bytes of the jobs that are held, bounded for all connectors together; each may always hold one job, however large. */
export interface HeldBytes {
  readonly total: number;
  heldOf(type: string): number;
  /** How many more jobs of a type may be asked for, taking them to be as large as the last ones. */
  roomOf(type: string): number;
  /** Whether one more may be held. */
  admits(type: string, bytes: number): boolean;
  /** Returns what ends it. */
  hold(type: string, bytes: number): () => void;
}

/** The most a job can be with the message size that gateways have by default: what a job of a type not seen yet is taken for. */
const LARGEST_JOB_BYTES = 4 * 1024 * 1024;
/** How fast a large job among small ones is forgotten. */
const FORGETTING = 1 / 8;

export function createHeldBytes(maxBytes: number, types: readonly string[]): HeldBytes {
  const shares = createFairShares({ total: maxBytes, parties: types });
  const expected = new Map<string, number>();

  return {
    get total() {
      return shares.used;
    },
    heldOf: (type) => shares.usedBy(type),
    roomOf(type) {
      const jobs = Math.floor(shares.roomOf(type) / (expected.get(type) ?? LARGEST_JOB_BYTES));
      return shares.usedBy(type) === 0 ? Math.max(jobs, 1) : jobs;
    },
    admits: (type, bytes) => shares.usedBy(type) === 0 || bytes <= shares.roomOf(type),
    hold(type, bytes) {
      const last = expected.get(type) ?? bytes;
      expected.set(type, Math.max(bytes, last - (last - bytes) * FORGETTING));
      shares.take(type, bytes);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        shares.giveBack(type, bytes);
      };
    },
  };
}
