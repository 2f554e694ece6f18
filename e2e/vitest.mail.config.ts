import { fileURLToPath } from 'node:url';
import { listReporters, testConfig } from '../vitest.base.ts';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * On real mail servers; in a command of its own, since it needs Debian's. `--mode full` reads more emails of
 * the grammar.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  include: [mode === 'full' ? 'mail/mail-corpus.test.ts' : 'mail/**/*.test.ts'],
  provide: { corpusMails: mode === 'full' ? 5_000 : 200 },
  globalSetup: [toPath('./mail/testing/start-mail.ts')],
  fileParallelism: false,
  hookTimeout: 180_000,
  reporters: listReporters(`-mail${mode === 'full' ? '-full' : ''}`),
}));
