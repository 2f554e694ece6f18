import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./sum-results.js', import.meta.url));

const NOTHING = {
  success: true,
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'jobwright-results-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await write('tools/a/vitest.config.ts', '');
  await write('tools/a/package.json', '{}');
  await mkdir(join(root, 'packages'));
  await write('test-results/results-slow.json', JSON.stringify(NOTHING));
  await write('e2e/test-results/results.json', JSON.stringify(NOTHING));
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const writeResults = (testResults: readonly object[], counts: object): Promise<void> =>
  write('test-results/results.json', JSON.stringify({ ...NOTHING, ...counts, testResults }));

function sum() {
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT], { cwd: root, encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), status };
}

const file = (name: string, rest: object) => ({
  name: join(root, name),
  status: 'failed',
  message: '',
  assertionResults: [],
  ...rest,
});

test('results that are all good are one line', async () => {
  await writeResults([], { numPassedTests: 3, numPendingTests: 1 });
  expect(sum()).toEqual({ lines: ['3 passed, 0 failed, 1 skipped'], status: 0 });
});

test('each failed test is named with its file and the first line of its reason', async () => {
  const assertionResults = [
    { status: 'passed', fullName: 'mail is sent', failureMessages: [] },
    { status: 'failed', fullName: 'mail is read', failureMessages: ['expected 1 to be 2\n    at mail.ts'] },
  ];
  const counts = { success: false, numPassedTests: 1, numFailedTests: 1 };
  await writeResults([file('tools/a/src/mail.test.ts', { assertionResults })], counts);
  expect(sum()).toEqual({
    lines: [
      'FAILED tools/a/src/mail.test.ts > mail is read: expected 1 to be 2',
      '1 passed, 1 failed, 0 skipped',
    ],
    status: 1,
  });
});

test('a file that failed outside its tests is named', async () => {
  const counts = { success: false, numPassedTests: 1 };
  await writeResults([file('tools/a/src/mail.test.ts', { message: 'Cannot find module' })], counts);
  expect(sum()).toEqual({
    lines: ['FAILED tools/a/src/mail.test.ts: Cannot find module', '1 passed, 0 failed, 0 skipped'],
    status: 1,
  });
});

test('a run that failed without a failed test, or left no result, is named', async () => {
  await writeResults([], { success: false, numPassedTests: 1 });
  expect(sum().lines[0]).toBe('Not all well in test-results/results.json');
  await rm(join(root, 'test-results/results.json'));
  expect(sum().lines[0]).toMatch(/^No result at test-results\/results\.json/);
});

test('a suite of a project that left no result is named', async () => {
  await writeResults([], { numPassedTests: 1 });
  await write('tools/a/package.json', '{ "scripts": { "test-mail": "", "test-mail-full": "" } }');
  expect(sum()).toMatchObject({ status: 1 });
  expect(sum().lines[0]).toMatch(/^No result at tools\/a\/test-results\/results-mail\.json/);
});

test('a suite that runs at night only may leave no result', async () => {
  await writeResults([], { numPassedTests: 1 });
  const names = ['test-mail-full', 'test-camunda8', 'test-operaton-camunda7', 'test-operaton-cluster'];
  const scripts = Object.fromEntries(names.map((name) => [name, '']));
  await write('tools/a/package.json', JSON.stringify({ scripts }));
  expect(sum()).toEqual({ lines: ['1 passed, 0 failed, 0 skipped'], status: 0 });
});
