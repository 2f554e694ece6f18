import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * Camunda's own clients on one embedded engine; in a command of its own, since it needs Java, Maven and
 * Python.
 */
export default testConfig(import.meta.dirname, {
  include: ['clients/**/*.test.ts'],
  testTimeout: 300_000,
  reporters: listReporters('-clients'),
});
