import { testConfig } from '@jobwright/vitest-config';

/** Attacks and misfortunes; in a command of their own, since they take a browser and their time. */
export default testConfig(import.meta.dirname, {
  include: ['hostile/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  reporters: ['default', ['json', { outputFile: 'test-results/results-hostile.json' }]],
});
