import {
  ClusterSettingsError,
  ClusterUnreachableError,
  type ConnectorWorkers,
  startConnectors,
} from '@jobwright/camunda8';
import type { Logger } from '@jobwright/connector-sdk';
import type { JobMarks, JobObserver } from '@jobwright/runtime';
import { chooseConnectors } from '../connector-modules/choose-connectors.ts';
import { CommandError, ExitCode, toWrongInput } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { toCluster } from '../configuration/to-cluster.ts';
import { toConnectorChoice } from '../connector-modules/connector-choice.ts';
import { createIsolation, type Isolation } from '../isolated/create-isolation.ts';
import type { Environment } from '../configuration/environment.ts';
import { toSettings } from '../configuration/to-settings.ts';

export interface WorkersOptions {
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly observers: readonly JobObserver[];
  readonly marks: JobMarks;
  /** The worker of an isolated connector died. */
  readonly onDeath: () => void;
  /** Ends the wait for the cluster. */
  readonly signal: AbortSignal;
}

/**
 * Starts the connectors of a configuration on its cluster.
 * @throws CommandError that says what is wrong, or that the cluster does not answer
 */
export async function startWorkers(options: WorkersOptions): Promise<ConnectorWorkers> {
  const { configuration, environment, logger } = options;
  const isolation = createIsolation({ configuration, environment, logger, onDeath: options.onDeath });
  try {
    return await startChosen(options, isolation);
  } catch (error) {
    await isolation.close();
    throw error;
  }
}

async function startChosen(options: WorkersOptions, isolation: Isolation): Promise<ConnectorWorkers> {
  const { configuration, environment, logger, observers, marks, signal } = options;
  const { cluster } = configuration;
  const { connectors, further } = await chooseConnectors(toConnectorChoice(configuration), isolation.load);
  isolation.check();
  if (connectors.length === 0)
    throw toWrongInput('No connector is left to run: give some with --connectors-modules');
  for (const { from, connectors: loaded } of further) {
    logger.info({ from, jobTypes: loaded.map(({ type }) => type) }, 'Loaded');
  }
  const { connectTimeoutSeconds, tenantIds } = cluster;
  const workers = await startConnectors({
    connectors,
    logger,
    observers,
    marks,
    signal,
    ...(await toSettings(configuration, environment)),
    camunda8: toCluster(cluster, environment),
    connectTimeoutMs:
      connectTimeoutSeconds === 'forever' ? Number.POSITIVE_INFINITY : connectTimeoutSeconds * 1000,
    streams: configuration.jobs.streams,
    ...(tenantIds !== undefined && { tenantIds }),
  }).catch((error: unknown) => {
    if (error instanceof ClusterSettingsError) throw toWrongInput(error.message, { cause: error });
    if (!(error instanceof ClusterUnreachableError)) throw error;
    throw new CommandError(ExitCode.UNAVAILABLE, error.message, { cause: error });
  });
  return {
    runtime: workers.runtime,
    get isConnected() {
      return workers.isConnected;
    },
    async close(closeOptions) {
      await workers.close(closeOptions);
      await isolation.close();
    },
  };
}
