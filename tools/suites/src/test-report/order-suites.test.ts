import { expect, test } from 'vitest';
import { orderByLength, parseShard, selectShard } from './order-suites.ts';
import { readSuites, type Suite } from './suites.ts';

const suite = (name: string, ci: number, alone = false): Suite => ({
  name,
  covers: name,
  ci: 'exit 0',
  nightly: 'exit 0',
  needsCluster: false,
  alone,
  minutes: { ci },
});
const namesOf = (suites: readonly Suite[]) => suites.map(({ name }) => name).join(' ');

test('the longest come first, and none passes one that runs alone', () => {
  const suites = [
    suite('first', 1, true),
    suite('a', 1),
    suite('b', 3),
    suite('last', 9, true),
    suite('c', 5),
  ];
  expect(namesOf(orderByLength(suites, 'ci'))).toBe('first b a last c');
});

test('shards take about the same time, and each suite is in one of them', () => {
  const suites = readSuites().filter(({ ci }) => ci !== undefined);
  const shards = [1, 2, 3].map((index) => selectShard(suites, 'ci', { index, count: 3 }));
  expect(namesOf(shards.flat().toSorted((a, b) => suites.indexOf(a) - suites.indexOf(b)))).toBe(
    namesOf(suites),
  );
  const minutes = shards.map((shard) =>
    shard.reduce((sum, { minutes, alone }) => sum + (minutes?.ci ?? 0) * (alone ? 2 : 1), 0),
  );
  const longest = Math.max(...suites.map(({ minutes }) => minutes?.ci ?? 0));
  expect(Math.max(...minutes) - Math.min(...minutes)).toBeLessThanOrEqual(longest);
});

test.each([
  ['2/3', { index: 2, count: 3 }],
  ['4/3', undefined],
  ['0/3', undefined],
  ['half', undefined],
])('%s', (text, shard) => expect(parseShard(text)).toEqual(shard));
