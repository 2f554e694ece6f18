import { camunda8 } from '@jobwright/camunda8';
import type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from '@jobwright/runtime';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { engineSettings } from '../configuration/engine-settings.ts';
import type { Environment } from '../configuration/environment.ts';
import type { Camunda7Cluster, Camunda8Cluster, Cluster } from '../configuration/list-clusters.ts';

export interface AdapterParts {
  readonly jobs: Pick<Configuration['jobs'], 'streams' | 'lease'>;
  readonly environment: Environment;
}

/** Creates the adapter of a cluster of the configuration. Its credentials are read when it starts. */
export function createClusterAdapter(cluster: Cluster, parts: AdapterParts): ClusterAdapter {
  const { kind, name, isListed, connectTimeoutSeconds, maxConcurrent } = cluster;
  return {
    kind,
    name: isListed ? name : undefined,
    connectTimeoutMs:
      connectTimeoutSeconds === 'forever' ? Number.POSITIVE_INFINITY : connectTimeoutSeconds * 1000,
    maxConcurrentJobs: maxConcurrent,
    start: (options) =>
      cluster.kind === 'camunda7'
        ? startCamunda7(cluster, parts, options)
        : startCamunda8(cluster, parts, options),
  };
}

const startCamunda8 = async (
  cluster: Camunda8Cluster,
  { jobs: { streams, lease }, environment }: AdapterParts,
  options: ClusterStartOptions,
): Promise<ConnectorWorkers> =>
  camunda8({
    settings: clusterSettings(cluster, environment),
    environment,
    streams,
    lease,
    ...(cluster.tenantIds !== undefined && { tenantIds: cluster.tenantIds }),
  }).start(options);

async function startCamunda7(
  cluster: Camunda7Cluster,
  { environment }: AdapterParts,
  options: ClusterStartOptions,
): Promise<ConnectorWorkers> {
  const { tenantIds, processDefinitionKeys, processDefinitionVersionTag, workerName, jsonVariables } =
    cluster;
  const { camunda7 } = await import('@jobwright/camunda7');
  return camunda7({
    ...engineSettings(cluster, environment),
    topics: cluster.topics,
    withoutTenant: cluster.withoutTenant,
    lockDurationMs: cluster.lockDurationSeconds * 1000,
    maxTextCharacters: cluster.maxTextCharacters,
    maxDocumentBytes: cluster.maxDocumentBytes,
    ...(jsonVariables !== undefined && { jsonVariables }),
    ...(tenantIds !== undefined && { tenantIds }),
    ...(processDefinitionKeys !== undefined && { processDefinitionKeys }),
    ...(processDefinitionVersionTag !== undefined && { processDefinitionVersionTag }),
    ...(workerName !== undefined && { workerName }),
  }).start(options);
}
