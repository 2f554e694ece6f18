import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@jobwright/source', 'node', 'development|production'];

/**
 * Tests of one package run against the sources of the others; results go to `test-results/` for the closing line of CI.
 * With `--mode slow` the files `*.slow.test.ts` run, with `--mode pdf` the files `*.pdf.test.ts`.
 */
export function testConfig(projectRoot, overrides = {}) {
  return defineConfig(({ mode }) => {
    const special = mode === 'slow' || mode === 'pdf';
    return {
      root: projectRoot,
      resolve: { conditions },
      ssr: { resolve: { conditions, externalConditions: conditions } },
      test: {
        name: `${basename(projectRoot)}${special ? ` (${mode})` : ''}`,
        include: [special ? `src/**/*.${mode}.test.ts` : 'src/**/*.test.ts'],
        exclude: special ? [] : ['src/**/*.slow.test.ts', 'src/**/*.pdf.test.ts'],
        environment: 'node',
        testTimeout: 20_000,
        hookTimeout: 60_000,
        reporters: [
          'default',
          ['json', { outputFile: `test-results/results${special ? `-${mode}` : ''}.json` }],
        ],
        passWithNoTests: false,
        maxWorkers: 2,
        ...(typeof overrides === 'function' ? overrides({ mode }) : overrides),
      },
    };
  });
}
