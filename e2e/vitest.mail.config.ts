import { fileURLToPath } from 'node:url';
import { testConfig } from '@jobwright/vitest-config';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** On real mail servers; in a command of its own, since it needs Debian's. `--mode camunda8` adds a real broker. */
export default testConfig(import.meta.dirname, ({ camunda8 }) => ({
  include: ['mail/**/*.test.ts'],
  // Without an engine, once is enough.
  exclude: camunda8
    ? ['mail/access-tokens.test.ts', 'mail/read-mailbox.test.ts', 'mail/large-mailbox.test.ts']
    : [],
  globalSetup: [
    toPath('./mail/testing/start-mail.ts'),
    ...(camunda8 ? [toPath('../tools/camunda8-broker/src/test-setup.ts')] : []),
  ],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 180_000,
  reporters: [
    'default',
    ['json', { outputFile: `test-results/results-mail${camunda8 ? '-camunda8' : ''}.json` }],
  ],
}));
