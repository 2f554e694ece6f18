import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@jobwright/source', 'module', 'node', 'development|production'];

/** Tests of one package run against the sources of the others; results go to `test-results/` for the closing line of CI. */
export function testConfig(projectRoot, overrides = {}) {
  return defineConfig({
    root: projectRoot,
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: {
      name: basename(projectRoot),
      include: ['src/**/*.test.ts'],
      environment: 'node',
      testTimeout: 20_000,
      hookTimeout: 60_000,
      reporters: ['default', ['json', { outputFile: 'test-results/results.json' }]],
      passWithNoTests: false,
      maxWorkers: 2,
      ...overrides,
    },
  });
}
