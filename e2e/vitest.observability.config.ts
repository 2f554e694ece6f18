import { listReporters, testConfig } from '../vitest.base.ts';

/** The dashboard and the alerts on a real Prometheus; in a command of its own, since it needs Debian's. */
export default testConfig(import.meta.dirname, () => ({
  include: ['observability/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 90_000,
  hookTimeout: 90_000,
  reporters: listReporters('-observability'),
}));
