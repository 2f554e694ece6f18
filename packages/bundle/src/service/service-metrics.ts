import { addWorkerMetrics, createJobMetrics, type JobMetrics } from '@jobwright/telemetry';
import { collectDefaultMetrics } from 'prom-client';
import type { ServiceState } from './health.ts';

/** All metrics the service has: of jobs, of its workers, of the process and of Node. */
export function createServiceMetrics(state: () => ServiceState): JobMetrics {
  const metrics = createJobMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  addWorkerMetrics(metrics.registry, () => {
    const current = state();
    return current.kind === 'starting' ? undefined : current.workers;
  });
  return metrics;
}
