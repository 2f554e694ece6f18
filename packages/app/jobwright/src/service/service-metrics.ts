import type { JobMetrics } from '@jobwright/telemetry';
import type { ServiceState } from './health.ts';
import type { ServiceFacts } from './service-facts.ts';

/** Creates all metrics of the service: jobs, workers, survived errors, the process and Node.
 *
 * @param readFacts counts of survived errors and the like. Default: all 0 */
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
    return current.workers.clusters.map(({ name, workers }) => ({
      isConnected: workers?.isConnected === true,
      ...(workers !== undefined && { runtime: workers.runtime }),
      ...(name !== undefined && { cluster: name }),
    }));
  });
  return metrics;
}
