import { silentLogger } from '@jobwright/connector-sdk';
import type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from '@jobwright/runtime';
import { checkOptions } from '@jobwright/runtime/cluster';
import { openCluster } from './cluster/open-cluster.ts';
import { waitForCluster } from './cluster/wait-for-cluster.ts';
import { runWorkers } from './connector-workers.ts';
import { clusterOptionsCall } from './option-checks.ts';
import type { Camunda8Options } from './camunda8-options.ts';

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
