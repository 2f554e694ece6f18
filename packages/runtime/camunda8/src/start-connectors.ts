import { silentLogger } from '@jobwright/connector-sdk';
import type { Camunda8Configuration } from './cluster/camunda8-configuration.ts';
import { openCluster } from './cluster/open-cluster.ts';
import type { Environment } from './cluster/read-cluster-settings.ts';
import { waitForCluster } from './cluster/wait-for-cluster.ts';
import { type ConnectorWorkers, type ConnectorWorkersOptions, runWorkers } from './connector-workers.ts';

/** What runs, and on which cluster. */
export interface StartConnectorsOptions extends ConnectorWorkersOptions {
  /** Default: the `ZEEBE_*` and `CAMUNDA_*` variables of the environment. */
  readonly camunda8?: Camunda8Configuration;
  /**
   * What jobs come over. `auto`: gRPC, unless the address of the REST API is the only one that is set.
   * `rest`: no gRPC connection is opened. Default: `JOBWRIGHT_CLUSTER_TRANSPORT`, else `auto`.
   */
  readonly transport?: 'auto' | 'grpc' | 'rest';
  /** Has the variables for what `camunda8` leaves out. Default: those of the process. */
  readonly environment?: Environment;
  /**
   * How long the cluster may take to answer at the start, in milliseconds; `Infinity` waits forever. Default
   * 10,000.
   */
  readonly connectTimeoutMs?: number;
  /** Ends the wait for the cluster. Default: nothing does. */
  readonly signal?: AbortSignal;
}

/**
 * Runs one or more connectors as a job worker with a connection of its own. Resolves when the cluster has
 * answered.
 * @throws ClusterSettingsError when the settings of the cluster are incomplete, or a TLS file cannot be read
 * @throws ClusterVariableError when a setting of the cluster is not valid
 * @throws ClusterUnreachableError when the cluster does not answer in time
 */
export async function startConnectors(options: StartConnectorsOptions): Promise<ConnectorWorkers> {
  const {
    camunda8,
    transport,
    environment,
    network,
    signal,
    connectTimeoutMs = 10_000,
    logger = silentLogger,
  } = options;
  const cluster = await openCluster(camunda8, { network, transport, environment });
  try {
    await waitForCluster(cluster, { timeoutMs: connectTimeoutMs, logger, signal });
    if (cluster.transport === 'rest')
      logger.info({ restAddress: cluster.address }, 'Jobs come over REST: they are polled, not pushed');
    return runWorkers(cluster, options);
  } catch (error) {
    await cluster.close();
    throw error;
  }
}
