import type { JobMetrics } from '@jobwright/telemetry';
import type { ServiceState } from './health.ts';
import type { ServiceFacts } from './service-facts.ts';

/** All metrics the service has: of jobs, of its workers, of what it has lived through, of the process and of Node. */
export async function createServiceMetrics(
  state: () => ServiceState,
  readFacts?: () => ServiceFacts,
): Promise<JobMetrics> {
  const [{ addWorkerMetrics, createJobMetrics }, { collectDefaultMetrics }, { addServiceFacts, NO_FACTS }] =
    await Promise.all([import('@jobwright/telemetry'), import('prom-client'), import('./service-facts.ts')]);
  const metrics = createJobMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  addServiceFacts(metrics.registry, readFacts ?? (() => NO_FACTS));
  addWorkerMetrics(metrics.registry, () => {
    const current = state();
    if (current.kind === 'starting') return [];
    return current.workers.clusters.map(({ name, isListed, workers }) => ({
      isConnected: workers?.isConnected === true,
      ...(workers !== undefined && { runtime: workers.runtime }),
      ...(isListed && { cluster: name }),
    }));
  });
  return metrics;
}
