import { fileURLToPath } from 'node:url';
import { testConfig } from '@jobwright/vitest-config';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The tests of the command on the image, and those of the image itself. `--mode camunda8` runs them on a real broker. */
export default testConfig(import.meta.dirname, ({ camunda8 }) => ({
  include: [
    'image/**/*.test.ts',
    'src/command-start.test.ts',
    // What has nothing to do with a cluster is not repeated.
    ...(camunda8
      ? []
      : ['src/command-run.test.ts', 'src/command-service.test.ts', 'src/command-connectors.test.ts']),
  ],
  exclude: [],
  globalSetup: [
    toPath('./image/testing/mount-image.ts'),
    ...(camunda8 ? [toPath('../tools/camunda8-broker/src/test-setup.ts')] : []),
  ],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 180_000,
  reporters: [
    'default',
    ['json', { outputFile: `test-results/results-image${camunda8 ? '-camunda8' : ''}.json` }],
  ],
}));
