import { testConfig } from './vitest.base.ts';

const sources = ['packages/*/*/src', 'tools/*/src', 'e2e/src'];

/**
 * All that needs only Node, as one project for `npm test`: its workers read each module once, where a run for
 * each package would read what they share again and again. With `--mode slow` the worst inputs and crashes,
 * each file in a process of its own.
 */
export default testConfig(import.meta.dirname, ({ mode }) => {
  const isSlow = mode === 'slow';
  return {
    name: isSlow ? 'slow' : 'all',
    include: sources.map((folder) => `${folder}/**/*${isSlow ? '.slow' : ''}.test.ts`),
    exclude: isSlow ? [] : ['**/*.{slow,pdf}.test.ts'],
    isolate: isSlow,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxConcurrency: 16,
  };
});
