import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig, type ViteUserConfigFnObject } from 'vitest/config';
import { createFailedTestsReporter } from './tools/suites/src/test-report/failed-tests-reporter.ts';

type TestOptions = NonNullable<ViteUserConfig['test']>;

const conditions = ['@jobwright/source', 'node', 'development|production'];

/**
 * What a run writes: the terminal, which ends with failed tests and their causes; `results.json` in
 * `test-results`, and `junit.xml` for CI systems; annotations of a pull request on GitHub.
 */
export const listReporters = (
  suffix = '',
  terminal: 'default' | 'verbose' = 'default',
): NonNullable<TestOptions['reporters']> => [
  terminal,
  ['json', { outputFile: `test-results/results${suffix}.json` }],
  ['junit', { outputFile: `test-results/junit${suffix}.xml` }],
  ...(process.env['GITHUB_ACTIONS'] === 'true' ? ['github-actions'] : []),
  createFailedTestsReporter(),
];

/**
 * The vitest configuration of every package; `overrides` may depend on `--mode`. Tests run against the
 * sources of the other packages; results go to `test-results/`, where the closing line of CI adds them up.
 * With `--mode slow` the files `*.slow.test.ts` run, with `--mode pdf` the files `*.pdf.test.ts`.
 */
export function testConfig(
  projectRoot: string,
  overrides: TestOptions | ((run: { readonly mode: string }) => TestOptions) = {},
): ViteUserConfigFnObject {
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
        testTimeout: 60_000,
        hookTimeout: 120_000,
        expect: { poll: { timeout: 30_000 } },
        setupFiles: [fileURLToPath(new URL('./vitest.setup.ts', import.meta.url))],
        reporters: listReporters(special ? `-${mode}` : ''),
        passWithNoTests: false,
        isolate: false,
        maxWorkers: 2,
        ...(typeof overrides === 'function' ? overrides({ mode }) : overrides),
      },
    };
  });
}
