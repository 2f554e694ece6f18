/**
 * Divides a total among parties: each can always use its guaranteed share, and whoever comes first uses the
 * rest. What a party uses beyond its share never takes from the unused shares of others.
 */
export interface FairShares<Party> {
  /** What nobody uses. Below 0 when more was taken than there is. */
  readonly free: number;
  readonly used: number;
  usedBy(party: Party): number;
  /** What is left of the guaranteed share of a party. */
  keptFor(party: Party): number;
  /** How much more a party may use. */
  roomOf(party: Party): number;
  take(party: Party, amount: number): void;
  giveBack(party: Party, amount: number): void;
  /** Whether the guaranteed share of a party is kept free for it, as it is at first. */
  reserve(party: Party, isReserved: boolean): void;
}

/** A quarter of the total is guaranteed, in equal parts; three quarters are for whoever comes first. */
const GUARANTEED_PART = 1 / 4;

export interface FairSharesOptions<Party> {
  readonly total: number;
  readonly parties: readonly Party[];
  /** The most that a party can use. Default: everything. */
  readonly limitOf?: (party: Party) => number;
}

export function createFairShares<Party>({
  total,
  parties,
  limitOf,
}: FairSharesOptions<Party>): FairShares<Party> {
  const share = Math.max(Math.floor((total * GUARANTEED_PART) / parties.length), 1);
  const guaranteed = new Map(
    parties.map((party) => [party, Math.min(share, limitOf?.(party) ?? Number.POSITIVE_INFINITY)]),
  );
  const unreserved = new Set<Party>();
  const used = new Map<Party, number>();
  let usedInAll = 0;
  let kept = [...guaranteed.values()].reduce((sum, amount) => sum + amount, 0);

  const usedBy = (party: Party): number => used.get(party) ?? 0;
  const keptFor = (party: Party): number =>
    unreserved.has(party) ? 0 : Math.max((guaranteed.get(party) ?? 0) - usedBy(party), 0);
  const change = (party: Party, apply: () => void): void => {
    const before = keptFor(party);
    apply();
    kept += keptFor(party) - before;
  };
  const add = (party: Party, amount: number): void => {
    usedInAll += amount;
    change(party, () => void used.set(party, usedBy(party) + amount));
  };

  return {
    get free() {
      return total - usedInAll;
    },
    get used() {
      return usedInAll;
    },
    usedBy,
    keptFor,
    roomOf(party) {
      const own = keptFor(party);
      return Math.max(own, total - usedInAll - (kept - own), 0);
    },
    take: add,
    giveBack: (party, amount) => add(party, -amount),
    reserve(party, isReserved) {
      change(party, () => void (isReserved ? unreserved.delete(party) : unreserved.add(party)));
    },
  };
}
