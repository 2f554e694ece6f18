import type { ConnectorWorkers } from '@jobwright/camunda8';

/** The connectors at work on one cluster. */
export interface ClusterWorkers {
  readonly name: string;
  /** Whether it is one of several, so that it is named wherever it is told of. */
  readonly isListed: boolean;
  /** Undefined until the cluster has answered. */
  readonly workers: ConnectorWorkers | undefined;
}

/** The connectors at work on all clusters of a configuration. */
export interface ServiceWorkers {
  readonly clusters: readonly ClusterWorkers[];
  /** Ends the wait for clusters too. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

/** Those of the clusters that have answered. */
export const listWorkers = ({ clusters }: ServiceWorkers): readonly ConnectorWorkers[] =>
  clusters.flatMap(({ workers }) => (workers === undefined ? [] : [workers]));
