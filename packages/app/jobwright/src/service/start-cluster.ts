import { type ConnectorWorkers, startConnectors, type StartConnectorsOptions } from '@jobwright/camunda8';
import type { JobMarks } from '@jobwright/runtime';
import type { Logger } from 'pino';
import type { Environment } from '../configuration/environment.ts';
import type { Cluster } from '../configuration/list-clusters.ts';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import { nameMarks } from './name-marks.ts';
import type { CreateObservers } from './open-observers.ts';
import type { ClusterWorkers } from './service-workers.ts';

export interface ClusterStart extends ClusterWorkers {
  readonly started: Promise<ConnectorWorkers>;
}

export interface ClusterStartParts {
  /** The same for all clusters. */
  readonly options: Omit<StartConnectorsOptions, 'camunda8' | 'connectTimeoutMs' | 'tenantIds' | 'observers'>;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly marks: JobMarks;
  readonly createObservers: CreateObservers;
  /** How long the cluster may take to answer. */
  readonly connectTimeoutMs: number;
}

/** Starts connectors on one cluster once it answers. */
export function startCluster(cluster: Cluster, parts: ClusterStartParts): ClusterStart {
  const { options, environment, logger, marks, createObservers, connectTimeoutMs } = parts;
  const { name, isListed, tenantIds } = cluster;
  let workers: ConnectorWorkers | undefined;
  const start = async (): Promise<ConnectorWorkers> => {
    workers = await startConnectors({
      ...options,
      logger: isListed ? logger.child({ cluster: name }) : logger,
      observers: createObservers(isListed ? name : undefined),
      marks: isListed ? nameMarks(marks, name) : marks,
      // Idempotency keys are made from job keys, which are unique only within a cluster.
      ...(isListed && { idempotencyNamespace: `${options.idempotencyNamespace ?? ''}${name}:` }),
      ...(tenantIds !== undefined && { tenantIds }),
      camunda8: clusterSettings(cluster, environment),
      environment,
      connectTimeoutMs,
    });
    return workers;
  };
  const started = start();
  return {
    name,
    isListed,
    get workers() {
      return workers;
    },
    started,
  };
}
