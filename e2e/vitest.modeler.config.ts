import { testConfig } from '@jobwright/vitest-config';

/**
 * Element templates in a real modeler, in a browser; in a command of its own, since it needs Chromium.
 * `--mode camunda8` runs what was modelled on a real broker.
 */
export default testConfig(import.meta.dirname, ({ camunda8 }) => ({
  include: [camunda8 ? 'modeler/run-*.test.ts' : 'modeler/*.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 180_000,
  reporters: [
    'verbose',
    ['json', { outputFile: `test-results/results-modeler${camunda8 ? '-camunda8' : ''}.json` }],
  ],
}));
