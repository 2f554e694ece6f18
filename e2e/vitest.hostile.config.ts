import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * Attacks and misfortunes; in a command of their own, since they take a browser and their time. `--mode full`
 * runs more random jobs.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  include: ['hostile/**/*.test.ts'],
  exclude:
    mode === 'full'
      ? ['hostile/hostile-*.test.ts', 'hostile/unlucky-*.test.ts', 'hostile/endless-loop.test.ts']
      : [],
  env: mode === 'full' ? { FUZZ_RUNS: '400' } : {},
  fileParallelism: false,
  hookTimeout: 60_000,
  reporters: listReporters(`-hostile${mode === 'full' ? '-full' : ''}`),
}));
