import type { ClusterConnector, ClusterShares } from './cluster-shares.ts';
import type { FairShares } from './fair-shares.ts';

/** Keeps guaranteed shares free for what can take jobs, and for nothing else. */
export interface Reservations {
  /** Whether a connector takes jobs of its cluster, as it does at first. */
  setOpen(party: ClusterConnector, isOpen: boolean): void;
  /** Looks which clusters are connected now. */
  refresh(): void;
}

export interface ReservationsOptions {
  /** The connectors of each cluster. */
  readonly members: readonly (readonly ClusterConnector[])[];
  readonly isConnected: (cluster: number) => boolean;
  readonly shares: readonly ClusterShares[];
  /** By job type: the limit of a connector, divided among clusters. */
  readonly limits: ReadonlyMap<string, FairShares<number>>;
}

export function createReservations(options: ReservationsOptions): Reservations {
  const { members, isConnected, shares, limits } = options;
  const closed = new Set<ClusterConnector>();
  const away = new Set<number>();

  const apply = (cluster: number): void => {
    const own = members[cluster] ?? [];
    const isReserved = (party: ClusterConnector): boolean => !away.has(cluster) && !closed.has(party);
    for (const party of own) {
      for (const each of shares) each.reserve(party, isReserved(party));
      limits.get(party.type)?.reserve(cluster, isReserved(party));
    }
    for (const each of shares) each.reserveCluster(cluster, own.some(isReserved));
  };

  return {
    setOpen(party, isOpen) {
      if (isOpen) closed.delete(party);
      else closed.add(party);
      apply(party.cluster);
    },
    refresh() {
      for (const cluster of members.keys()) {
        const isAway = !isConnected(cluster);
        if (isAway === away.has(cluster)) continue;
        if (isAway) away.add(cluster);
        else away.delete(cluster);
        apply(cluster);
      }
    },
  };
}
