import { listReporters, testConfig } from '../vitest.base.ts';

/** Ways to reach a cluster, behind nginx; in a command of its own, since that is Debian's. */
export default testConfig(import.meta.dirname, {
  include: ['cluster/**/*.test.ts'],
  fileParallelism: false,
  hookTimeout: 180_000,
  reporters: listReporters('-cluster'),
});
