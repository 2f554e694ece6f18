/**
 * Divides a total among parties: each can always use its guaranteed share, and whoever comes first uses the
 * rest. What a party uses beyond its share never takes from the unused shares of others.
 */
export interface FairShares {
  /** What nobody uses. Below 0 when more was taken than there is. */
  readonly free: number;
  readonly used: number;
  usedBy(party: string): number;
  /** How much more a party may use. */
  roomOf(party: string): number;
  take(party: string, amount: number): void;
  giveBack(party: string, amount: number): void;
}

/** A quarter of the total is guaranteed, in equal parts; three quarters are for whoever comes first. */
const GUARANTEED_PART = 1 / 4;

export interface FairSharesOptions {
  readonly total: number;
  readonly parties: readonly string[];
  /** The most that a party can use. Default: everything. */
  readonly limitOf?: (party: string) => number;
}

export function createFairShares({ total, parties, limitOf }: FairSharesOptions): FairShares {
  const share = Math.max(Math.floor((total * GUARANTEED_PART) / parties.length), 1);
  const guaranteed = new Map(
    parties.map((party) => [party, Math.min(share, limitOf?.(party) ?? Number.POSITIVE_INFINITY)]),
  );
  const used = new Map<string, number>();
  let usedInAll = 0;
  let kept = [...guaranteed.values()].reduce((sum, amount) => sum + amount, 0);

  const usedBy = (party: string): number => used.get(party) ?? 0;
  const keptFor = (party: string): number => Math.max((guaranteed.get(party) ?? 0) - usedBy(party), 0);
  const add = (party: string, amount: number): void => {
    const before = keptFor(party);
    used.set(party, usedBy(party) + amount);
    usedInAll += amount;
    kept += keptFor(party) - before;
  };

  return {
    get free() {
      return total - usedInAll;
    },
    get used() {
      return usedInAll;
    },
    usedBy,
    roomOf(party) {
      const own = keptFor(party);
      return Math.max(own, total - usedInAll - (kept - own), 0);
    },
    take: add,
    giveBack: (party, amount) => add(party, -amount),
  };
}
