import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@jobwright/source', 'module', 'node', 'development|production'];

/**
 * Tests of one package run against the sources of the others; results go to `test-results/` for the closing line of CI.
 * With `--mode camunda8` only the files `*.camunda8.test.ts` run: they need Java and a real broker.
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
