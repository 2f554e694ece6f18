import { createCondition } from '@jobwright/concurrency';
import { createByteBudget } from './byte-budget.ts';
import { type ClusterConnector, createClusterShares } from './cluster-shares.ts';
import { createFairShares } from './fair-shares.ts';
import { type CapacityPool, createClusterCapacity, type JobCapacity } from './job-capacity.ts';
import { createJobSlots } from './job-slots.ts';
import { createReservations } from './reservations.ts';

/** How many jobs the connectors may have at a time. */
export interface CapacityLimits {
  readonly types: readonly string[];
  /** Jobs that run at a time. */
  readonly maxConcurrentJobs: number;
  /** Jobs of a type in flight at a time. */
  readonly maxJobsOf: (type: string) => number;
  readonly maxHeldBytes: number;
}

/** A cluster that shares a capacity with others. */
export interface PoolCluster {
  /** Jobs that run at a time on it. Default: as many as on all together. */
  readonly maxConcurrentJobs?: number | undefined;
  /** Whether jobs can be fetched from it. Nothing is kept free for one that cannot. */
  readonly isConnected: () => boolean;
}

/** The capacity of a runtime that shares it with no other. */
export function createJobCapacity(limits: CapacityLimits): JobCapacity {
  const [capacity] = createSharedCapacity(limits, [{ isConnected: () => true }]);
  if (capacity === undefined) throw new Error('There is no capacity');
  return capacity;
}

/**
 * Creates the capacities of clusters, in their order, that share slots, bytes and the limit of each
 * connector. A part of each is guaranteed to every cluster, and to every connector on it, while it is
 * connected and not paused.
 */
export function createSharedCapacity(
  { types, maxConcurrentJobs, maxJobsOf, maxHeldBytes }: CapacityLimits,
  clusters: readonly PoolCluster[],
): readonly JobCapacity[] {
  const numbers = [...clusters.keys()];
  const members = numbers.map((cluster) => types.map((type): ClusterConnector => ({ cluster, type })));
  const parties = members.flat();
  const boundOf = (cluster: number): number =>
    clusters[cluster]?.maxConcurrentJobs ?? Number.POSITIVE_INFINITY;
  const slots = createClusterShares({ total: maxConcurrentJobs, parties, limitOf: maxJobsOf, boundOf });
  const bytes = createClusterShares({ total: maxHeldBytes, parties });
  const limits = new Map(
    types.map((type) => [type, createFairShares({ total: maxJobsOf(type), parties: numbers })]),
  );
  const byType = new Map(types.map((type) => [type, parties.filter((party) => party.type === type)]));
  const runningOf = (type: string): number =>
    byType.get(type)?.reduce((sum, party) => sum + slots.usedBy(party), 0) ?? 0;
  const pool: CapacityPool = {
    slots: createJobSlots({
      shares: slots,
      likeRoomOf: ({ type }) => maxJobsOf(type) - runningOf(type),
    }),
    bytes: createByteBudget(bytes),
    limits,
    reservations: createReservations({
      members,
      isConnected: (cluster) => clusters[cluster]?.isConnected() === true,
      shares: [slots, bytes],
      limits,
    }),
    changed: createCondition(),
  };
  return members.map((connectors, cluster) =>
    createClusterCapacity({
      pool,
      cluster,
      connectors,
      limitOf: (type) => Math.min(maxJobsOf(type), boundOf(cluster)),
    }),
  );
}
