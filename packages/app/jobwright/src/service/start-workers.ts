import type { JobMarks, JobObserver } from '@jobwright/runtime';
import { ClusterSettingsError, ClusterUnreachableError, startConnectors } from '@jobwright/runtime';
import type { Logger } from 'pino';
import { createClusterAdapter } from '../cluster/create-cluster-adapter.ts';
import { CommandError, ExitCode, wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import { listClusters } from '../configuration/list-clusters.ts';
import { openSettings } from '../configuration/open-settings.ts';
import { chooseConnectors } from '../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../connector-modules/connector-choice.ts';
import { createIsolation, type Isolation } from '../isolated/create-isolation.ts';
import type { ServiceWorkers } from './service-workers.ts';

export interface WorkersOptions {
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly observers: readonly JobObserver[];
  readonly marks: JobMarks;
  /** Called when the worker of an isolated connector ended unexpectedly. */
  readonly onDeath: () => void;
  /** Stops waiting for the cluster. */
  readonly signal: AbortSignal;
}

/**
 * Starts the configured connectors on all clusters, and waits until the first one has answered. A cluster
 * that does not answer is waited for, and does not affect the others.
 * @throws CommandError that says what is wrong, or that no cluster answers
 */
export async function startWorkers(options: WorkersOptions): Promise<ServiceWorkers> {
  const { configuration, environment, logger, marks, observers, signal } = options;
  const isolation = createIsolation({ configuration, environment, logger, onDeath: options.onDeath });
  try {
    const common = await prepare(options, isolation);
    const clusters = listClusters(configuration).map((cluster) =>
      createClusterAdapter(cluster, { jobs: configuration.jobs, environment }),
    );
    const started = await startConnectors({ ...common, clusters, logger, marks, observers, signal });
    return {
      clusters: started.clusters,
      runtime: started.runtime,
      async close(closeOptions) {
        try {
          await started.close(closeOptions);
        } finally {
          await isolation.close();
        }
      },
    };
  } catch (error) {
    await isolation.close();
    throw startError(error);
  }
}

function startError(error: unknown): unknown {
  if (error instanceof ClusterSettingsError) return wrongInputError(error.message, { cause: error });
  if (!(error instanceof ClusterUnreachableError)) return error;
  return new CommandError(ExitCode.UNAVAILABLE, error.message, { cause: error });
}

/** Prepares what all clusters share. */
async function prepare(options: WorkersOptions, isolation: Isolation) {
  const { configuration, environment, logger } = options;
  const { connectors, further } = await chooseConnectors(connectorChoice(configuration), isolation.load);
  isolation.check();
  if (connectors.length === 0)
    throw wrongInputError('There are no connectors to run: add some with --connectors-modules');
  for (const { from, connectors: loaded } of further) {
    logger.info({ from, jobTypes: loaded.map(({ type }) => type) }, 'Loaded');
  }
  const settings = await openSettings(configuration, environment);
  return { ...settings, connectors };
}
