import type { Release } from '@jobwright/concurrency';
import type { FairShares } from './fair-shares.ts';

/**
 * Bounds the bytes of the jobs in flight, for all connectors together; each may always have one job, however
 * large.
 */
export interface ByteBudget<Party> {
  usedBy(party: Party): number;
  /** How many more jobs of a party may be asked for, if they are as large as the last ones. */
  roomOf(party: Party): number;
  /**
   * Takes the bytes of a job. Returns the function that gives them back; `undefined` when there are too few.
   */
  take(party: Party, bytes: number): Release | undefined;
}

/**
 * The largest job with the message size that gateways have by default: what is expected of a party before its
 * first job.
 */
const LARGEST_JOB_BYTES = 4 * 1024 * 1024;
/** How fast a large job among small ones is forgotten. */
const FORGETTING = 1 / 8;

/** The shares divide the bytes. */
export function createByteBudget<Party>(shares: FairShares<Party>): ByteBudget<Party> {
  const expected = new Map<Party, number>();

  return {
    usedBy: (party) => shares.usedBy(party),
    roomOf(party) {
      const jobs = Math.floor(shares.roomOf(party) / (expected.get(party) ?? LARGEST_JOB_BYTES));
      return shares.usedBy(party) === 0 ? Math.max(jobs, 1) : jobs;
    },
    take(party, bytes) {
      if (shares.usedBy(party) > 0 && bytes > shares.roomOf(party)) return undefined;
      const last = expected.get(party) ?? bytes;
      expected.set(party, Math.max(bytes, last - (last - bytes) * FORGETTING));
      shares.take(party, bytes);
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        shares.giveBack(party, bytes);
      };
    },
  };
}
