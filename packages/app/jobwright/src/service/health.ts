import type { ServiceWorkers } from './service-workers.ts';

/** State of the service. */
export type ServiceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly workers: ServiceWorkers }
  | { readonly kind: 'stopping'; readonly workers: ServiceWorkers };

export interface Health {
  readonly status: 'UP' | 'DOWN';
  /** Why it is down. */
  readonly reason?: string;
  /** Set if there are several clusters. */
  readonly clusters?: Readonly<Record<string, 'UP' | 'DOWN'>>;
}

const UP: Health = { status: 'UP' };

/** Answering is enough to be alive: an unreachable cluster is no reason to restart this process. */
export const checkLiveness = (): Health => UP;

export const checkStartup = (state: ServiceState): Health =>
  state.kind === 'starting' ? { status: 'DOWN', reason: 'The cluster has not answered yet' } : UP;

/** Whether the service can process jobs. */
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

/** One connected cluster is enough: another that is not must not make the service unready. */
function checkConnection({ clusters }: ServiceWorkers): Health {
  const isUp = clusters.some(({ workers }) => workers?.isConnected === true);
  const each = clusters.flatMap(({ name, workers }) =>
    name === undefined ? [] : [[name, workers?.isConnected === true ? 'UP' : 'DOWN'] as const],
  );
  return {
    status: isUp ? 'UP' : 'DOWN',
    ...(!isUp && { reason: 'The cluster does not deliver jobs; retrying' }),
    ...(each.length > 0 && { clusters: Object.fromEntries(each) }),
  };
}
