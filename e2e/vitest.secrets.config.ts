import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * On stores of secrets that are fetched and started for it; in a command of its own, since that needs Python.
 */
export default testConfig(import.meta.dirname, {
  include: ['secrets/**/*.test.ts'],
  fileParallelism: false,
  hookTimeout: 300_000,
  reporters: listReporters('-secrets'),
});
