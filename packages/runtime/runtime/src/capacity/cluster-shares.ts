import { createFairShares, type FairShares } from './fair-shares.ts';

/** A connector on one of the clusters that share a capacity. */
export interface ClusterConnector {
  readonly cluster: number;
  readonly type: string;
}

/** Divides a total among clusters, and the connectors on each. Both have guaranteed shares. */
export interface ClusterShares extends FairShares<ClusterConnector> {
  /** Whether the guaranteed share of a cluster is kept free for it, as it is at first. */
  reserveCluster(cluster: number, isReserved: boolean): void;
}

export interface ClusterSharesOptions {
  readonly total: number;
  readonly parties: readonly ClusterConnector[];
  /** The most that a connector can use. Default: everything. */
  readonly limitOf?: (type: string) => number;
  /** The most that a cluster can use. Default: everything. */
  readonly boundOf?: (cluster: number) => number;
}

export function createClusterShares({
  total,
  parties,
  limitOf = () => Number.POSITIVE_INFINITY,
  boundOf = () => Number.POSITIVE_INFINITY,
}: ClusterSharesOptions): ClusterShares {
  const clusters = [...new Set(parties.map(({ cluster }) => cluster))];
  const connectors = createFairShares({
    total,
    parties,
    limitOf: ({ cluster, type }) => Math.min(limitOf(type), boundOf(cluster)),
  });
  const among = createFairShares({ total, parties: clusters, limitOf: boundOf });

  /** A connector may always use its own guaranteed share, even where its cluster has used up its share. */
  const sharedRoomOf = (party: ClusterConnector): number =>
    clusters.length === 1
      ? connectors.roomOf(party)
      : Math.max(connectors.keptFor(party), Math.min(connectors.roomOf(party), among.roomOf(party.cluster)));

  return {
    get free() {
      return connectors.free;
    },
    get used() {
      return connectors.used;
    },
    usedBy: (party) => connectors.usedBy(party),
    keptFor: (party) => connectors.keptFor(party),
    roomOf(party) {
      const ownRoom = boundOf(party.cluster) - among.usedBy(party.cluster);
      return Math.max(Math.min(sharedRoomOf(party), ownRoom), 0);
    },
    take(party, amount) {
      connectors.take(party, amount);
      among.take(party.cluster, amount);
    },
    giveBack(party, amount) {
      connectors.giveBack(party, amount);
      among.giveBack(party.cluster, amount);
    },
    reserve: (party, isReserved) => connectors.reserve(party, isReserved),
    reserveCluster: (cluster, isReserved) => among.reserve(cluster, isReserved),
  };
}
