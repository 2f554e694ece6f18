import { relative } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

const MAX_CAUSE_LENGTH = 300;

/** One line for each failed test, and for each file or group that failed outside a test, with its cause. */
export function listFailures(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
): readonly string[] {
  const ofModules = modules.flatMap((module) => {
    const file = relative('.', module.moduleId);
    const groups = [...module.children.allSuites()].flatMap((group) =>
      group.errors().map((error) => `${file} > ${group.fullName}: ${causeOf([error])}`),
    );
    const outside = [...module.errors().map((error) => `${file}: ${causeOf([error])}`), ...groups];
    const tests = [...module.children.allTests('failed')].map(
      (test) => `${file} > ${test.fullName}: ${causeOf(test.result().errors ?? [])}`,
    );
    return [...outside, ...tests];
  });
  return [...ofModules, ...unhandled.map((error) => `outside a test: ${causeOf([error])}`)];
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

function causeOf([error]: readonly { readonly message: string }[]): string {
  const [line = ''] = (error?.message ?? 'no cause was given').replaceAll(COLOURS, '').split('\n', 1);
  return line.slice(0, MAX_CAUSE_LENGTH);
}

/** Ends a run with the names of its failed tests and their causes, where they are read first. */
export function createFailedTestsReporter(write: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      const failures = listFailures(modules, unhandled);
      // Other reporters write their own end in the same step.
      setImmediate(() => {
        if (failures.length > 0) write(`\n${failures.length} failed:`);
        for (const failure of failures) write(`FAILED ${failure}`);
      });
    },
  };
}
