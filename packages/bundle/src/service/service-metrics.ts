import type { JobMetrics } from '@jobwright/telemetry';
import type { ServiceState } from './health.ts';

/** All metrics the service has: of jobs, of its workers, of the process and of Node. */
export async function createServiceMetrics(state: () => ServiceState): Promise<JobMetrics> {
  const [{ addWorkerMetrics, createJobMetrics }, { collectDefaultMetrics }] = await Promise.all([
    import('@jobwright/telemetry'),
    import('prom-client'),
  ]);
  const metrics = createJobMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  addWorkerMetrics(metrics.registry, () => {
    const current = state();
    return current.kind === 'starting' ? undefined : current.workers;
  });
  return metrics;
}
