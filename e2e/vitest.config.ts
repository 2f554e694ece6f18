import { testConfig } from '@jobwright/vitest-config';

/** `--mode camunda8` runs the same suite on a real broker, started for it. */
export default testConfig(import.meta.dirname, ({ camunda8 }) => ({
  include: ['src/**/*.test.ts'],
  // What `jobwright run` does, and the README, have nothing to do with a cluster.
  exclude: camunda8
    ? [
        'src/command-run.test.ts',
        'src/command-connectors.test.ts',
        'src/command-doctor-failures.test.ts',
        'src/command-sources.test.ts',
        'src/readme.test.ts',
      ]
    : // Needs a broker of its own, to kill.
      ['src/broker-restart.test.ts'],
  fileParallelism: false,
  maxConcurrency: 16,
  testTimeout: 60_000,
  hookTimeout: 180_000,
}));
