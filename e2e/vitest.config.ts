import { fileURLToPath } from 'node:url';
import { listReporters, testConfig } from '../vitest.base.ts';

/** What is about the embedded engine itself, or about no cluster at all. */
const EMBEDDED_ONLY = [
  'src/command-run.test.ts',
  'src/command-connectors.test.ts',
  'src/command-doctor-failures.test.ts',
  'src/command-sources.test.ts',
  'src/engine-restart.test.ts',
  'src/named-cluster.test.ts',
  'src/readme.test.ts',
];

/**
 * `--mode camunda8` runs the same suite on the cluster that the environment names, `--mode rest` with jobs
 * over REST.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  include: ['src/**/*.test.ts'],
  maxWorkers: 2,
  maxConcurrency: 16,
  hookTimeout: 180_000,
  ...(mode === 'rest' && {
    name: 'e2e (rest)',
    env: { JOBWRIGHT_CLUSTER_TRANSPORT: 'rest' },
    reporters: listReporters('-rest'),
  }),
  ...(mode === 'camunda8' && {
    name: 'e2e (camunda8)',
    fileParallelism: false,
    exclude: EMBEDDED_ONLY,
    globalSetup: [fileURLToPath(new URL('./src/testing/provide-cluster.ts', import.meta.url))],
    reporters: listReporters('-camunda8'),
  }),
}));
