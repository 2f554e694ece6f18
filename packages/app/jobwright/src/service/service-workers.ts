import type { ConnectorWorkers } from '@jobwright/camunda8';

/** The connectors running on one cluster. */
export interface ClusterWorkers {
  readonly name: string;
  /** Whether there are several clusters, so that logs and metrics name it. */
  readonly isListed: boolean;
  /** Undefined until the cluster has answered. */
  readonly workers: ConnectorWorkers | undefined;
}

/** The connectors running on all clusters of a configuration. */
export interface ServiceWorkers {
  readonly clusters: readonly ClusterWorkers[];
  /** Also stops waiting for clusters. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

/** The workers of the clusters that have answered. */
export const listWorkers = ({ clusters }: ServiceWorkers): readonly ConnectorWorkers[] =>
  clusters.flatMap(({ workers }) => (workers === undefined ? [] : [workers]));
