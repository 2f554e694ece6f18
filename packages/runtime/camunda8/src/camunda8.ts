import { silentLogger } from '@jobwright/connector-sdk';
import type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from '@jobwright/runtime';
import { checkOptions } from '@jobwright/runtime/cluster';
import type { Camunda8Configuration } from './cluster/camunda8-configuration.ts';
import { openCluster } from './cluster/open-cluster.ts';
import type { Environment } from './cluster/read-cluster-settings.ts';
import { waitForCluster } from './cluster/wait-for-cluster.ts';
import { runWorkers } from './connector-workers.ts';
import { clusterOptionsCall } from './option-checks.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Where a Camunda 8 cluster is, and how jobs are fetched from it. */
export interface Camunda8Options extends WorkerOptions {
  /**
   * In logs, metrics and traces; part of idempotency keys too. Default: none for the only cluster, else
   * `camunda8`.
   */
  readonly name?: string;
  /** Default: the `ZEEBE_*` and `CAMUNDA_*` variables of the environment. */
  readonly settings?: Camunda8Configuration;
  /**
   * What jobs come over. `auto`: gRPC, unless the address of the REST API is the only one that is set.
   * `rest`: no gRPC connection is opened. Default: `JOBWRIGHT_CLUSTER_TRANSPORT`, else `auto`.
   */
  readonly transport?: 'auto' | 'grpc' | 'rest';
  /** Has the variables for what `settings` leaves out. Default: those of the process. */
  readonly environment?: Environment;
  /**
   * How long the cluster may take to answer at the start, in milliseconds; `Infinity` waits forever. Of
   * several clusters, the longest counts for the first that answers. Default 10,000.
   */
  readonly connectTimeoutMs?: number;
  /** Jobs that run on it at a time. Default: as many as on all clusters together. */
  readonly maxConcurrentJobs?: number;
}

/**
 * A Camunda 8 cluster for `startConnectors`. Nothing is sent yet. Without options, it is the one that the
 * `ZEEBE_*` and `CAMUNDA_*` variables name.
 * @throws OptionsError when options are not valid
 * @example
 * import { camunda8, startConnectors } from '@jobwright/camunda8';
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const settings = { ZEEBE_GRPC_ADDRESS: 'grpc://localhost:26500', CAMUNDA_AUTH_STRATEGY: 'NONE' };
 * await startConnectors({ connectors: [httpRest], clusters: [camunda8({ settings })] });
 */
export function camunda8(options: Camunda8Options = {}): ClusterAdapter {
  checkOptions(options, clusterOptionsCall);
  const { name, connectTimeoutMs = 10_000, maxConcurrentJobs } = options;
  return {
    kind: 'camunda8',
    name,
    connectTimeoutMs,
    maxConcurrentJobs,
    start: (start) => startWorkers(options, start),
  };
}

async function startWorkers(options: Camunda8Options, start: ClusterStartOptions): Promise<ConnectorWorkers> {
  const { settings, transport, environment } = options;
  const { network, signal, connectTimeoutMs, logger = silentLogger } = start;
  const cluster = await openCluster(settings, { network, transport, environment });
  try {
    await waitForCluster(cluster, { timeoutMs: connectTimeoutMs, logger, signal });
    if (cluster.transport === 'rest')
      logger.info({ restAddress: cluster.address }, 'Jobs come over REST: they are polled, not pushed');
    return runWorkers(cluster, { ...options, ...start });
  } catch (error) {
    await cluster.close();
    throw error;
  }
}
