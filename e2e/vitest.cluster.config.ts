import { testConfig } from '@jobwright/vitest-config';

/** Ways to reach a cluster, behind nginx; in a command of its own, since that is Debian's. `--mode camunda8` has a real broker there. */
export default testConfig(import.meta.dirname, ({ camunda8 }) => ({
  include: ['cluster/**/*.test.ts'],
  // A real broker has tenants only beside Identity, and TLS of its own has only a real one: those have a broker of their own.
  exclude: camunda8 ? ['cluster/tenants.test.ts'] : ['cluster/broker-*.test.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 180_000,
  reporters: [
    'default',
    ['json', { outputFile: `test-results/results-cluster${camunda8 ? '-camunda8' : ''}.json` }],
  ],
}));
