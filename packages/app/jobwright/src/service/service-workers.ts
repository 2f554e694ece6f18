import type { StartedConnectors } from '@jobwright/runtime';

/** The connectors running on all clusters of a configuration. Closing also stops waiting for clusters. */
export type ServiceWorkers = Pick<StartedConnectors, 'clusters' | 'runtime' | 'close'>;
