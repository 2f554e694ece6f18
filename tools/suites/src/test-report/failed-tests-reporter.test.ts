import { expect, test } from 'vitest';
import type { SerializedError, TestModule } from 'vitest/node';
import { createFailedTestsReporter, listFailures } from './failed-tests-reporter.ts';

interface Failed {
  readonly fullName: string;
  readonly message: string;
}

function createModule(
  path: string,
  parts: {
    readonly errors?: readonly string[];
    readonly groups?: readonly Failed[];
    readonly tests?: readonly Failed[];
  },
): TestModule {
  const { errors = [], groups = [], tests = [] } = parts;
  return {
    moduleId: `${process.cwd()}/${path}`,
    errors: () => errors.map((message) => ({ message })),
    children: {
      allSuites: () => groups.map(({ fullName, message }) => ({ fullName, errors: () => [{ message }] })),
      allTests: () =>
        tests.map(({ fullName, message }) => ({ fullName, result: () => ({ errors: [{ message }] }) })),
    },
  } as unknown as TestModule;
}

const modules = [
  createModule('src/a.test.ts', {
    tests: [{ fullName: 'group > adds', message: 'expected \u001B[32m2\u001B[39m to be 3\nat line 7' }],
    groups: [{ fullName: 'group', message: 'no server' }],
  }),
  createModule('src/b.test.ts', { errors: ['cannot load'] }),
  createModule('src/c.test.ts', {}),
];

test('each failed test, group and file is one line with its cause', () => {
  const unhandled = [{ message: 'socket closed' } as SerializedError];
  expect(listFailures(modules, unhandled)).toEqual([
    'src/a.test.ts > group: no server',
    'src/a.test.ts > group > adds: expected 2 to be 3',
    'src/b.test.ts: cannot load',
    'outside a test: socket closed',
  ]);
});

test('a run ends with them, and says nothing when all is well', async () => {
  const lines: string[] = [];
  const reporter = createFailedTestsReporter((line) => lines.push(line));
  await reporter.onTestRunEnd?.([createModule('src/c.test.ts', {})], [], 'passed');
  await new Promise(setImmediate);
  expect(lines).toEqual([]);
  await reporter.onTestRunEnd?.(modules, [], 'failed');
  await new Promise(setImmediate);
  expect(lines).toEqual(['\n3 failed:', ...listFailures(modules, []).map((failure) => `FAILED ${failure}`)]);
});
