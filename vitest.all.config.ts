import { testConfig } from './vitest.base.ts';

/**
 * All that needs only Node, as one project for `npm test`: its two workers read each module once, where a run for each package
 * would read what they share again and again.
 */
export default testConfig(import.meta.dirname, {
  name: 'all',
  include: ['packages/*/*/src/**/*.test.ts', 'tools/*/src/**/*.test.ts', 'e2e/src/**/*.test.ts'],
  exclude: ['**/*.{slow,pdf}.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 180_000,
  maxConcurrency: 16,
});
