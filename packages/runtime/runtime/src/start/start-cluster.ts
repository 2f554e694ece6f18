import type { ConnectorPauses } from '../connector-control.ts';
import type { ClusterStartOptions, ConnectorWorkers } from './cluster-adapter.ts';
import type { NamedCluster } from './name-clusters.ts';

/** The connectors on one cluster. They can be paused before it has answered. */
export interface StartedCluster extends ConnectorPauses {
  /** What engine it is, such as `camunda8`. */
  readonly kind: string;
  /** Undefined for the only cluster, unless it was given one. */
  readonly name: string | undefined;
  /** Undefined until the cluster has answered. */
  readonly workers: ConnectorWorkers | undefined;
}

export interface ClusterStart extends StartedCluster {
  readonly started: Promise<ConnectorWorkers>;
}

/** Starts connectors on one cluster once it answers. */
export function startCluster({ adapter, name }: NamedCluster, options: ClusterStartOptions): ClusterStart {
  let workers: ConnectorWorkers | undefined;
  const start = async (): Promise<ConnectorWorkers> => {
    workers = await adapter.start(options);
    return workers;
  };
  const started = start();
  return {
    kind: adapter.kind,
    name,
    get workers() {
      return workers;
    },
    started,
    isPaused: (type) => options.capacity.isPaused(type),
    pause: (type) => options.capacity.pause(type),
    resume: (type) => options.capacity.resume(type),
  };
}
