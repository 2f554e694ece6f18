import { silentLogger } from '@jobwright/connector-sdk';
import type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from '@jobwright/runtime';
import { checkOptions } from '@jobwright/runtime/cluster';
import { runWorkers } from './connector-workers.ts';
import { clusterOptionsCall } from './option-checks.ts';
import { openEngine } from './engine/open-engine.ts';
import { waitForEngine } from './engine/wait-for-engine.ts';
import type { Camunda7Options } from './worker-options.ts';

/**
 * An engine of Camunda 7 or Operaton for `startConnectors`. Nothing is sent yet.
 * @throws OptionsError when options are not valid
 * @example
 * import { camunda7, startConnectors } from '@jobwright/camunda7';
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const engine = camunda7({ url: 'http://localhost:8080/engine-rest' });
 * await startConnectors({ connectors: [httpRest], clusters: [engine] });
 */
export function camunda7(options: Camunda7Options): ClusterAdapter {
  checkOptions(options, clusterOptionsCall);
  const { name, connectTimeoutMs = 10_000, maxConcurrentJobs } = options;
  return {
    kind: 'camunda7',
    name,
    connectTimeoutMs,
    maxConcurrentJobs,
    start: (start) => startWorkers(options, start),
  };
}

async function startWorkers(options: Camunda7Options, start: ClusterStartOptions): Promise<ConnectorWorkers> {
  const { network, signal, connectTimeoutMs, logger = silentLogger } = start;
  const engine = openEngine(options, { network });
  try {
    await waitForEngine(engine, { timeoutMs: connectTimeoutMs, logger, signal });
    return runWorkers(engine, { ...options, ...start });
  } catch (error) {
    await engine.close();
    throw error;
  }
}
