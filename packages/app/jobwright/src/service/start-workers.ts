import { ClusterSettingsError, ClusterUnreachableError } from '@jobwright/camunda8';
import type { JobMarks } from '@jobwright/runtime';
import type { Logger } from 'pino';
import { CommandError, ExitCode, wrongInputError } from '../command-line/command-error.ts';
import { describeError } from '../command-line/describe-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import { type Cluster, listClusters } from '../configuration/list-clusters.ts';
import { openSettings } from '../configuration/open-settings.ts';
import { chooseConnectors } from '../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../connector-modules/connector-choice.ts';
import { createIsolation, type Isolation } from '../isolated/create-isolation.ts';
import type { CreateObservers } from './open-observers.ts';
import type { ServiceWorkers } from './service-workers.ts';
import { type ClusterStart, startCluster } from './start-cluster.ts';
import { waitForFirst } from './wait-for-first.ts';

export interface WorkersOptions {
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly createObservers: CreateObservers;
  readonly marks: JobMarks;
  /** Called when the worker of an isolated connector ended unexpectedly. */
  readonly onDeath: () => void;
  /** Stops waiting for the cluster. */
  readonly signal: AbortSignal;
}

/**
 * Starts the configured connectors on all clusters, and waits until the first one has answered. A cluster
 * that does not answer or fails is retried, and does not affect the others.
 * @throws CommandError that says what is wrong, or that no cluster answers
 */
export async function startWorkers(options: WorkersOptions): Promise<ServiceWorkers> {
  const { configuration, environment, logger, signal } = options;
  const isolation = createIsolation({ configuration, environment, logger, onDeath: options.onDeath });
  const closing = new AbortController();
  const starts: ClusterStart[] = [];
  const close = async (closeOptions: { readonly timeoutMs: number }): Promise<void> => {
    closing.abort();
    const ends = starts.map(({ started }) =>
      started.then(
        (workers) => workers.close(closeOptions),
        () => undefined,
      ),
    );
    const failed = (await Promise.allSettled(ends)).find(({ status }) => status === 'rejected');
    await isolation.close();
    if (failed?.status === 'rejected') throw failed.reason;
  };
  try {
    const common = await prepare(options, isolation);
    const clusters = listClusters(configuration);
    const waits = AbortSignal.any([signal, closing.signal]);
    for (const cluster of clusters) {
      const connectTimeoutMs = clusters.length > 1 ? Number.POSITIVE_INFINITY : clusterTimeoutMs(cluster);
      const parts = { options: { ...common, signal: waits }, environment, logger, connectTimeoutMs };
      const start = startCluster(cluster, {
        ...parts,
        marks: options.marks,
        createObservers: options.createObservers,
      });
      starts.push(start);
      start.started.catch((error: unknown) => {
        if (waits.aborted || clusters.length === 1) return;
        logger.error(
          { cluster: cluster.name },
          `No connectors are running on this cluster: ${describeError(error)}`,
        );
      });
    }
    await waitForFirst(starts, clusters.length > 1 ? Math.max(...clusters.map(clusterTimeoutMs)) : Infinity);
    return { clusters: starts, close };
  } catch (error) {
    await close({ timeoutMs: 0 });
    throw startError(error);
  }
}

const clusterTimeoutMs = ({ connectTimeoutSeconds }: Cluster): number =>
  connectTimeoutSeconds === 'forever' ? Number.POSITIVE_INFINITY : connectTimeoutSeconds * 1000;

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
  const { streams, lease } = configuration.jobs;
  return { ...settings, connectors, streams, lease };
}
