import { camunda8 } from '@jobwright/camunda8';
import type { ClusterAdapter } from '@jobwright/runtime';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import type { Cluster } from '../configuration/list-clusters.ts';

export interface AdapterParts {
  readonly jobs: Pick<Configuration['jobs'], 'streams' | 'lease'>;
  readonly environment: Environment;
}

/** Creates the adapter of a cluster of the configuration. Its credentials are read when it starts. */
export function createClusterAdapter(
  cluster: Cluster,
  { jobs: { streams, lease }, environment }: AdapterParts,
): ClusterAdapter {
  const { name, isListed, tenantIds, connectTimeoutSeconds } = cluster;
  const connectTimeoutMs =
    connectTimeoutSeconds === 'forever' ? Number.POSITIVE_INFINITY : connectTimeoutSeconds * 1000;
  const named = isListed ? { name } : {};
  return {
    kind: cluster.kind,
    ...named,
    connectTimeoutMs,
    start: async (options) =>
      camunda8({
        settings: clusterSettings(cluster, environment),
        environment,
        streams,
        lease,
        ...(tenantIds !== undefined && { tenantIds }),
      }).start(options),
  };
}
