import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * Engines with a data directory that are killed under load; in a command of their own. `--mode full` kills
 * more of them.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  include: ['durability/**/*.test.ts'],
  provide: { kills: mode === 'full' ? 50 : 8 },
  fileParallelism: false,
  testTimeout: mode === 'full' ? 7_200_000 : 600_000,
  reporters: listReporters(`-durability${mode === 'full' ? '-full' : ''}`),
}));
