import type { Release } from '@jobwright/concurrency';
import { createFairShares } from './fair-shares.ts';

/**
 * Bounds the bytes of the jobs in flight, for all connectors together; each may always have one job, however
 * large.
 */
export interface ByteBudget {
  /** Bytes of all types. */
  readonly used: number;
  usedBy(type: string): number;
  /** How many more jobs of a type may be asked for, if they are as large as the last ones. */
  roomOf(type: string): number;
  /**
   * Takes the bytes of a job. Returns the function that gives them back; `undefined` when there are too few.
   */
  take(type: string, bytes: number): Release | undefined;
}

/**
 * The largest job with the message size that gateways have by default: what is expected of a type before its
 * first job.
 */
const LARGEST_JOB_BYTES = 4 * 1024 * 1024;
/** How fast a large job among small ones is forgotten. */
const FORGETTING = 1 / 8;

export function createByteBudget(maxBytes: number, types: readonly string[]): ByteBudget {
  const shares = createFairShares({ total: maxBytes, parties: types });
  const expected = new Map<string, number>();

  return {
    get used() {
      return shares.used;
    },
    usedBy: (type) => shares.usedBy(type),
    roomOf(type) {
      const jobs = Math.floor(shares.roomOf(type) / (expected.get(type) ?? LARGEST_JOB_BYTES));
      return shares.usedBy(type) === 0 ? Math.max(jobs, 1) : jobs;
    },
    take(type, bytes) {
      if (shares.usedBy(type) > 0 && bytes > shares.roomOf(type)) return undefined;
      const last = expected.get(type) ?? bytes;
      expected.set(type, Math.max(bytes, last - (last - bytes) * FORGETTING));
      shares.take(type, bytes);
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        shares.giveBack(type, bytes);
      };
    },
  };
}
