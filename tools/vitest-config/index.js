import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const startBroker = fileURLToPath(new URL('../camunda8-broker/src/test-setup.ts', import.meta.url));
const conditions = ['@jobwright/source', 'node', 'development|production'];

/**
 * Tests of one package run against the sources of the others; results go to `test-results/` for the closing line of CI.
 * With `--mode camunda8` the files `*.camunda8.test.ts` run, on a real broker that is started for them; with `--mode slow`
 * the files `*.slow.test.ts`, with `--mode pdf` the files `*.pdf.test.ts`.
 */
export function testConfig(projectRoot, overrides = {}) {
  return defineConfig(({ mode }) => {
    const camunda8 = mode === 'camunda8';
    const special = camunda8 || mode === 'slow' || mode === 'pdf';
    return {
      root: projectRoot,
      resolve: { conditions },
      ssr: { resolve: { conditions, externalConditions: conditions } },
      test: {
        name: `${basename(projectRoot)}${special ? ` (${mode})` : ''}`,
        include: [special ? `src/**/*.${mode}.test.ts` : 'src/**/*.test.ts'],
        exclude: special
          ? []
          : ['src/**/*.camunda8.test.ts', 'src/**/*.slow.test.ts', 'src/**/*.pdf.test.ts'],
        globalSetup: camunda8 ? [startBroker] : [],
        environment: 'node',
        testTimeout: 20_000,
        hookTimeout: 60_000,
        reporters: [
          'default',
          ['json', { outputFile: `test-results/results${special ? `-${mode}` : ''}.json` }],
        ],
        passWithNoTests: false,
        maxWorkers: 2,
        ...(typeof overrides === 'function' ? overrides({ camunda8, mode }) : overrides),
      },
    };
  });
}
