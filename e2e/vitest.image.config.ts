import { fileURLToPath } from 'node:url';
import { listReporters, testConfig } from '../vitest.base.ts';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The tests of the command on the image, and those of the image itself. */
export default testConfig(import.meta.dirname, {
  include: [
    'image/**/*.test.ts',
    'src/command-start.test.ts',
    'src/command-run.test.ts',
    'src/command-service.test.ts',
    'src/command-connectors.test.ts',
  ],
  exclude: [],
  globalSetup: [toPath('./image/testing/mount-image.ts')],
  fileParallelism: false,
  hookTimeout: 180_000,
  reporters: listReporters('-image'),
});
