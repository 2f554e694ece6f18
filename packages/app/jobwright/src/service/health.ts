import type { ServiceWorkers } from './service-workers.ts';

/** How far the service has come. */
export type ServiceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly workers: ServiceWorkers }
  | { readonly kind: 'stopping'; readonly workers: ServiceWorkers };

export interface Health {
  readonly status: 'UP' | 'DOWN';
  /** Why not. */
  readonly reason?: string;
  /** Where there are several. */
  readonly clusters?: Readonly<Record<string, 'UP' | 'DOWN'>>;
}

const UP: Health = { status: 'UP' };

/** Alive is who answers: a broker that is away is no reason to start this process anew. */
export const checkLiveness = (): Health => UP;

export const checkStartup = (state: ServiceState): Health =>
  state.kind === 'starting' ? { status: 'DOWN', reason: 'The cluster has not answered yet' } : UP;

/** Ready to work on jobs. */
export function checkReadiness(state: ServiceState): Health {
  switch (state.kind) {
    case 'starting':
      return checkStartup(state);
    case 'stopping':
      return { status: 'DOWN', reason: 'The service is stopping' };
    case 'running':
      return checkConnection(state.workers);
  }
}

/** One cluster that gives jobs is enough: another that does not must not keep this service from its work. */
function checkConnection({ clusters }: ServiceWorkers): Health {
  const isUp = clusters.some(({ workers }) => workers?.isConnected === true);
  const named = clusters.filter(({ isListed }) => isListed);
  const each = named.map(
    ({ name, workers }) => [name, workers?.isConnected === true ? 'UP' : 'DOWN'] as const,
  );
  return {
    status: isUp ? 'UP' : 'DOWN',
    ...(!isUp && { reason: 'The cluster does not deliver jobs; retrying' }),
    ...(each.length > 0 && { clusters: Object.fromEntries(each) }),
  };
}
