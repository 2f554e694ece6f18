export { addWorkerMetrics, type ObservedWorkers } from './metrics/add-worker-metrics.ts';
export { createJobMetrics, type JobMetrics, type JobMetricsOptions } from './metrics/create-job-metrics.ts';
export { createJobTraces, type JobTracesOptions } from './traces/create-job-traces.ts';
