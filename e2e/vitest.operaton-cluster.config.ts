import { listReporters, testConfig } from '../vitest.base.ts';

/** Two nodes of Operaton and three runtimes, which are killed; in a command of their own, at night. */
export default testConfig(import.meta.dirname, () => ({
  include: ['operaton-cluster/**/*.test.ts'],
  provide: { clusterTasks: Number(process.env['CLUSTER_TASKS'] ?? 10_000) },
  testTimeout: 3_600_000,
  reporters: listReporters('-operaton-cluster'),
}));
