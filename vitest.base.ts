import { basename } from 'node:path';
import { defineConfig, type ViteUserConfig, type ViteUserConfigFnObject } from 'vitest/config';

type TestOptions = NonNullable<ViteUserConfig['test']>;

const conditions = ['@jobwright/source', 'node', 'development|production'];

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
        reporters: [
          'default',
          ['json', { outputFile: `test-results/results${special ? `-${mode}` : ''}.json` }],
        ],
        passWithNoTests: false,
        isolate: false,
        maxWorkers: 2,
        ...(typeof overrides === 'function' ? overrides({ mode }) : overrides),
      },
    };
  });
}
