import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { renderSuites } from './render-suites.ts';
import { runSuites } from './run-suites.ts';
import type { Suite } from './suites.ts';

const suites: readonly Suite[] = [
  { name: 'e2e:good', covers: 'what is well', ci: 'exit 0', nightly: 'echo all of it', needsCluster: false },
  { name: 'bad', covers: 'what is not', ci: 'exit 3', nightly: 'echo why; exit 3', needsCluster: false },
  { name: 'night', covers: 'what takes long', nightly: 'exit 0', needsCluster: false },
  { name: 'cluster', covers: 'a cluster', nightly: 'exit 0', needsCluster: true },
];
const environment = { PATH: process.env['PATH'] };

async function run(
  form: 'ci' | 'nightly',
  given: Readonly<Record<string, string | undefined>> = environment,
) {
  const logFolder = await mkdtemp(join(tmpdir(), 'jobwright-suites-'));
  onTestFinished(() => rm(logFolder, { recursive: true }));
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const results = await runSuites(suites, { form, environment: given, logFolder, write });
  return { ...results, lines, logFolder };
}

test('at night each suite is one line, and what it printed is in a file', async () => {
  const { lines, failed, skipped, seconds, logFolder } = await run('nightly');
  expect(lines).toEqual([
    expect.stringMatching(/^ok {4} +0\.0 min {2}e2e:good$/),
    expect.stringMatching(/^FAILED +0\.0 min {2}bad: .*bad\.log$/),
    expect.stringMatching(/^ok {4} +0\.0 min {2}night$/),
    'skipped        cluster: no cluster is named',
  ]);
  expect([failed, skipped, [...seconds.keys()]]).toEqual([
    ['bad'],
    ['cluster'],
    ['e2e:good', 'bad', 'night'],
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
  expect([[...seconds.keys()], failed]).toEqual([['e2e:good', 'bad'], ['bad']]);
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
