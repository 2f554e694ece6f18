import { resolveCapacityLimits } from '../capacity/resolve-capacity-limits.ts';
import { closeOnce } from '../cluster/close-once.ts';
import { createMemoryJobMarks } from '../marks/mark-book.ts';
import { warningLogger } from '../observe/warning-logger.ts';
import { checkOptions } from '../options/check-options.ts';
import type { ConnectorWorkers } from './cluster-adapter.ts';
import { joinControls } from './join-controls.ts';
import { nameClusters } from './name-clusters.ts';
import type { StartedCluster } from './start-cluster.ts';
import { startClusters } from './start-clusters.ts';
import { type StartConnectorsOptions, startOptionsCall } from './start-options.ts';
import { waitForFirst } from './wait-for-first.ts';

/** Connectors that run on one or more clusters. */
export interface StartedConnectors extends ConnectorWorkers {
  /** In the order of the options. */
  readonly clusters: readonly StartedCluster[];
  /** Whether jobs of at least one cluster can be fetched now. */
  readonly isConnected: boolean;
}

/**
 * Runs connectors on one or more clusters, with connections of its own. Resolves when the first cluster has
 * answered. Of several, one that does not answer or fails does not affect the others: it is waited for in the
 * background.
 * @throws OptionsError when options are not valid, before anything is sent
 * @throws Error when two clusters have the same name
 * @throws ClusterSettingsError when the settings of the only cluster, or of all, are incomplete
 * @throws ClusterUnreachableError when none answers in time
 * @example
 * import { camunda8, startConnectors } from '@jobwright/camunda8';
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const workers = await startConnectors({ connectors: [httpRest], clusters: [camunda8()] });
 * await workers.close({ timeoutMs: 20_000 });
 */
export async function startConnectors(options: StartConnectorsOptions): Promise<StartedConnectors> {
  checkOptions(options, startOptionsCall);
  const { clusters, signal, ...given } = options;
  const runtimeOptions = { ...given, logger: given.logger ?? warningLogger };
  const { connectors, marks = createMemoryJobMarks() } = runtimeOptions;
  const limits = resolveCapacityLimits(runtimeOptions);
  const closing = new AbortController();
  const starts = startClusters(nameClusters(clusters), {
    options: { ...runtimeOptions, marks },
    limits,
    signal: signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]),
  });
  const close = async (timeoutMs: number): Promise<void> => {
    closing.abort();
    const ends = starts.map(({ started }) =>
      started.then(
        (workers) => workers.close({ timeoutMs }),
        () => undefined,
      ),
    );
    const failed = (await Promise.allSettled(ends)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  };
  const listWorkers = (): readonly ConnectorWorkers[] =>
    starts.flatMap(({ workers }) => (workers === undefined ? [] : [workers]));
  try {
    const timeoutMs = Math.max(...clusters.map(({ connectTimeoutMs }) => connectTimeoutMs));
    await waitForFirst(starts, starts.length > 1 ? timeoutMs : Number.POSITIVE_INFINITY);
  } catch (error) {
    await close(0);
    throw error;
  }
  return {
    clusters: starts,
    runtime: joinControls({ connectors, clusters: starts, limitOf: limits.maxJobsOf }),
    get isConnected() {
      return listWorkers().some(({ isConnected }) => isConnected);
    },
    close: closeOnce(close),
  };
}
