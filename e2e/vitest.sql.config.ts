import { fileURLToPath } from 'node:url';
import { listReporters, testConfig } from '../vitest.base.ts';

const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * On real SQL servers; in a command of its own, since it needs Debian's. `--mode full` has ten times as many
 * updates survive the killing of their workers, and many more random rows read and written back.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  include: mode === 'full' ? ['sql/exactly-once.test.ts', 'sql/round-trips.test.ts'] : ['sql/**/*.test.ts'],
  globalSetup: [toPath('./sql/testing/start-sql.ts')],
  provide: {
    chaos: mode === 'full' ? { updates: 10_000, rows: 1_000 } : { updates: 1_000, rows: 100 },
    roundTrips: mode === 'full' ? 1_000 : 60,
  },
  fileParallelism: false,
  hookTimeout: 180_000,
  reporters: listReporters(`-sql${mode === 'full' ? '-full' : ''}`),
}));
