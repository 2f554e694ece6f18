import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { renderSuites } from './render-suites.ts';
import { runSuites } from './run-suites.ts';
import type { Suite } from './suites.ts';

const suites: readonly Suite[] = [
  {
    name: 'e2e:good',
    covers: 'what is well',
    ci: 'exit 0',
    nightly: 'echo all of it',
    needsCluster: false,
    alone: false,
  },
  {
    name: 'bad',
    covers: 'what is not',
    ci: 'exit 3',
    nightly: 'echo why; exit 3',
    needsCluster: false,
    alone: false,
  },
  { name: 'night', covers: 'what takes long', nightly: 'exit 0', needsCluster: false, alone: false },
  { name: 'cluster', covers: 'a cluster', nightly: 'exit 0', needsCluster: true, alone: false },
];
const environment = { PATH: process.env['PATH'] };

const suite = (name: string, command: string): Suite => ({
  name,
  covers: name,
  ci: command,
  nightly: command,
  needsCluster: false,
  alone: false,
});

async function run(
  form: 'ci' | 'nightly',
  given: Readonly<Record<string, string | undefined>> = environment,
  these = suites,
) {
  const logFolder = await mkdtemp(join(tmpdir(), 'jobwright-suites-'));
  onTestFinished(() => rm(logFolder, { recursive: true }));
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const results = await runSuites(these, {
    form,
    environment: given,
    logFolder,
    showsOutput: form === 'ci',
    write,
  });
  return { ...results, lines, logFolder };
}

test('at night each suite is one line, and what it printed is in a file', async () => {
  const { lines, failed, skipped, seconds, logFolder } = await run('nightly');
  expect([...lines].sort()).toEqual([
    expect.stringMatching(/^FAILED +0\.0 min {2}bad: .*bad\.log$/),
    expect.stringMatching(/^ok {4} +0\.0 min {2}e2e:good$/),
    expect.stringMatching(/^ok {4} +0\.0 min {2}night$/),
    'skipped        cluster: no cluster is named',
  ]);
  expect([failed, skipped, [...seconds.keys()].sort()]).toEqual([
    ['bad'],
    ['cluster'],
    ['bad', 'e2e:good', 'night'],
  ]);
  expect((await readdir(logFolder)).sort()).toEqual(['bad.log', 'e2e-good.log', 'night.log']);
  expect(await readFile(join(logFolder, 'bad.log'), 'utf8')).toBe('why\n');
});

test('a cluster that is named is taken', async () => {
  const { skipped, seconds } = await run('nightly', { ...environment, ZEEBE_GRPC_ADDRESS: 'grpc://c:26500' });
  expect([skipped, seconds.has('cluster')]).toEqual([[], true]);
});

test('CI runs what has a short form', async () => {
  const { seconds, failed } = await run('ci');
  expect([[...seconds.keys()].sort(), failed]).toEqual([['bad', 'e2e:good'], ['bad']]);
});

test('what a suite printed in CI stands together, after its command and before its end', async () => {
  const two = ['a', 'b'].map((name) => suite(name, `echo 1${name}; sleep 0.1; echo 2${name}`));
  const { lines } = await run('ci', environment, two);
  const text = lines.join('\n');
  expect(text).toMatch(/1a\n2a\n== \d+s: echo 1a/);
  expect(text).toMatch(/1b\n2b\n== \d+s: echo 1b/);
});

test('two suites run at a time, but one that is to be alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-lanes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entry = (name: string) => `cd ${folder}; touch ${name}; `;
  // Each waits until the other has begun; the one that is alone sees both ended.
  const meets = (name: string, other: string) =>
    suite(name, `${entry(name)} while [ ! -e ${other} ]; do sleep 0.02; done; touch ${name}-ended`);
  const alone = suite('alone', `cd ${folder}; [ -e a-ended ] && [ -e b-ended ] && [ ! -e later ]`);
  const later = suite('later', entry('later'));
  const { failed } = await run('ci', environment, [
    meets('a', 'b'),
    meets('b', 'a'),
    { ...alone, alone: true },
    later,
  ]);
  expect(failed).toEqual([]);
});

test('the table has the minutes of before and of this run, and their sums', () => {
  const measured = suites.map((suite) => ({ ...suite, minutes: { ci: 1.5, nightly: 2 } }));
  const seconds = new Map([
    ['e2e:good', 60],
    ['bad', 30],
  ]);
  const table = renderSuites(measured, { form: 'ci', seconds }).split('\n');
  expect(table[0]).toMatch(/^suite +CI min +nightly min +this run +covers$/);
  expect(table[1]).toMatch(/^e2e:good +1\.5 +2\.0 +1\.0 +what is well$/);
  expect(table[3]).toMatch(/^night +2\.0 +- +what takes long$/);
  expect(table.at(-1)).toMatch(/^sum +6\.0 +8\.0 +1\.5$/);
});
