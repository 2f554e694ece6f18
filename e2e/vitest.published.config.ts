import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * The packages as they come from a registry; in a command of its own, since it needs one for everything else.
 */
export default testConfig(import.meta.dirname, {
  include: ['published/**/*.test.ts'],
  globalSetup: ['published/set-up-registry.ts'],
  testTimeout: 1_200_000,
  hookTimeout: 1_200_000,
  reporters: listReporters('-published', 'verbose'),
});
