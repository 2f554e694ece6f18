import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { listReporters, testConfig } from './vitest.base.ts';

/**
 * Folders with tests. Those of a group share workers; a group is small enough for the memory and the compiled
 * code of one process.
 */
const GROUPS = {
  sdk: ['packages/sdk/*/src'],
  clients: ['packages/{clients,connectors}/*/src'],
  engine: ['packages/{engine,runtime,testing}/*/src'],
  app: ['packages/app/*/src', 'tools/*/src'],
};

/** What copies the workspace takes minutes: it starts first, or one worker would end with it alone. */
class CopiesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const copies = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/workspace-copy/');
    return [...sorted.filter(copies), ...sorted.filter((file) => !copies(file))];
  }
}

/**
 * The tests of all packages and tools, in one run for `npm test`: its workers read each module once for a
 * group, where a run for each package would read what they share again and again. With `--mode slow` the
 * worst inputs and crashes, each file in a process of its own.
 */
export default defineConfig((environment) => {
  const isSlow = environment.mode === 'slow';
  return {
    test: {
      maxWorkers: 2,
      sequence: { sequencer: CopiesFirst },
      reporters: listReporters(isSlow ? '-slow' : ''),
      projects: Object.entries(GROUPS).map(([name, folders]) =>
        testConfig(import.meta.dirname, {
          name,
          include: folders.map((folder) => `${folder}/**/*${isSlow ? '.slow' : ''}.test.ts`),
          exclude: isSlow ? [] : ['**/*.{slow,pdf}.test.ts'],
          isolate: isSlow,
          testTimeout: 120_000,
        })(environment),
      ),
    },
  };
});
