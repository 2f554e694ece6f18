import { testConfig } from '@jobwright/vitest-config';
import { defineConfig } from 'vitest/config';

/** `--mode camunda8` runs the same suite on a real broker, started for it. */
export default defineConfig(({ mode }) => {
  const camunda8 = mode === 'camunda8';
  return testConfig(import.meta.dirname, {
    name: camunda8 ? 'e2e on Camunda 8' : 'e2e on the embedded engine',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: [
      'default',
      ['json', { outputFile: `test-results/results${camunda8 ? '-camunda8' : ''}.json` }],
    ],
    // What `jobwright run` does has nothing to do with a cluster.
    ...(camunda8 && { globalSetup: 'src/testing/start-camunda8.ts', exclude: ['src/command-run.test.ts'] }),
  });
});
