import type { ConnectorWorkers } from '@jobwright/camunda8';

/** How far the service has come. */
export type ServiceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly workers: ConnectorWorkers }
  | { readonly kind: 'stopping'; readonly workers: ConnectorWorkers };

export interface Health {
  readonly status: 'UP' | 'DOWN';
  /** Why not. */
  readonly reason?: string;
}

const UP: Health = { status: 'UP' };

/** Alive is who answers: a broker that is away is no reason to start this process anew. */
export const toLiveness = (): Health => UP;

export const toStartup = (state: ServiceState): Health =>
  state.kind === 'starting' ? { status: 'DOWN', reason: 'The cluster has not answered yet' } : UP;

/** Ready to work on jobs. */
export function toReadiness(state: ServiceState): Health {
  switch (state.kind) {
    case 'starting':
      return toStartup(state);
    case 'stopping':
      return { status: 'DOWN', reason: 'The service is stopping' };
    case 'running':
      return state.workers.isConnected
        ? UP
        : { status: 'DOWN', reason: 'The cluster gives no jobs; trying again until it does' };
  }
}
