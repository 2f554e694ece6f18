import type { StartedConnectors } from '@jobwright/runtime';

/** The connectors running on all clusters of a configuration. */
export type ServiceWorkers = Pick<StartedConnectors, 'clusters' | 'runtime'> & {
  /** Also stops waiting for clusters. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
};
