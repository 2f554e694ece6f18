import { fileURLToPath } from 'node:url';
import { testConfig } from '@jobwright/vitest-config';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** On real mail servers; in a command of its own, since it needs Debian's. */
export default testConfig(import.meta.dirname, {
  include: ['mail/**/*.test.ts'],
  globalSetup: [toPath('./mail/testing/start-mail.ts')],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 180_000,
  reporters: ['default', ['json', { outputFile: 'test-results/results-mail.json' }]],
});
