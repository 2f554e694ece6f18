import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * The projects of `examples`, each in a folder of its own with packed packages; in a command of its own,
 * since they install from a registry.
 */
export default testConfig(import.meta.dirname, {
  include: ['examples/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 240_000,
  reporters: listReporters('-examples', 'verbose'),
});
