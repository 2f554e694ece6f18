import { toErrorMessage } from '@jobwright/concurrency';
import { silentLogger } from '@jobwright/connector-sdk';
import { type CapacityLimits, createSharedCapacity } from '../capacity/capacity-pool.ts';
import type { RuntimeOptions } from '../runtime-options.ts';
import { clusterOptions } from './cluster-options.ts';
import { displayName, type NamedCluster } from './name-clusters.ts';
import { type ClusterStart, startCluster } from './start-cluster.ts';

export interface ClusterStartParts {
  readonly options: RuntimeOptions;
  /** Shared by all clusters. */
  readonly limits: CapacityLimits;
  /** Ends the wait for the clusters. */
  readonly signal: AbortSignal;
}

/** Starts connectors on all clusters. Several are waited for without limit, and failures are logged. */
export function startClusters(
  clusters: readonly NamedCluster[],
  { options, limits, signal }: ClusterStartParts,
): readonly ClusterStart[] {
  const { logger = silentLogger } = options;
  const hasSeveral = clusters.length > 1;
  const starts: ClusterStart[] = [];
  const capacities = createSharedCapacity(
    limits,
    clusters.map(({ adapter: { maxConcurrentJobs } }, index) => ({
      maxConcurrentJobs,
      isConnected: () => !hasSeveral || starts[index]?.workers?.isConnected === true,
    })),
  );
  for (const [index, capacity] of capacities.entries()) {
    const cluster = clusters[index];
    if (cluster === undefined) continue;
    const start = startCluster(cluster, {
      ...clusterOptions(options, cluster.name),
      capacity,
      connectTimeoutMs: hasSeveral ? Number.POSITIVE_INFINITY : cluster.adapter.connectTimeoutMs,
      signal,
    });
    starts.push(start);
    start.started.catch((error: unknown) => {
      if (signal.aborted || !hasSeveral) return;
      const reason = toErrorMessage(error);
      logger.error({ cluster: displayName(cluster) }, `No connectors are running on this cluster: ${reason}`);
    });
  }
  return starts;
}
