import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const startBroker = fileURLToPath(new URL('../camunda8-broker/src/test-setup.ts', import.meta.url));
const conditions = ['@jobwright/source', 'module', 'node', 'development|production'];

/**
 * Tests of one package run against the sources of the others; results go to `test-results/` for the closing line of CI.
 * With `--mode camunda8` the files `*.camunda8.test.ts` run, on a real broker that is started for them.
 */
export function testConfig(projectRoot, overrides = {}) {
  return defineConfig(({ mode }) => {
    const camunda8 = mode === 'camunda8';
    return {
      root: projectRoot,
      resolve: { conditions },
      ssr: { resolve: { conditions, externalConditions: conditions } },
      test: {
        name: `${basename(projectRoot)}${camunda8 ? ' on Camunda 8' : ''}`,
        include: [camunda8 ? 'src/**/*.camunda8.test.ts' : 'src/**/*.test.ts'],
        exclude: camunda8 ? [] : ['src/**/*.camunda8.test.ts'],
        globalSetup: camunda8 ? [startBroker] : [],
        environment: 'node',
        testTimeout: 20_000,
        hookTimeout: 60_000,
        reporters: [
          'default',
          ['json', { outputFile: `test-results/results${camunda8 ? '-camunda8' : ''}.json` }],
        ],
        passWithNoTests: false,
        maxWorkers: 2,
        ...(typeof overrides === 'function' ? overrides({ camunda8 }) : overrides),
      },
    };
  });
}
