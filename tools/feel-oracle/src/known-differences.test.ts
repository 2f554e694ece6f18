import { expect, test } from 'vitest';
import { judge, readKnownDifferences, keyOf } from './known-differences.ts';
import { createSuites } from './suites.ts';

const known = {
  reasons: { meant: 'It is meant.' },
  differences: [
    { expression: 'a', reason: 'meant' },
    { expression: 'b', brokers: ['8.6.0'], reason: 'meant' },
    { expression: 'c', input: 5, reason: 'meant' },
  ],
};
const toDifference = (expression: string, input?: unknown) => ({
  expression,
  ...(input === undefined ? {} : { input }),
  theirs: '1',
  ours: '2',
});

test('a difference that is not listed is told, and a listed one that is none any more', () => {
  const judgement = judge({
    broker: '8.9.0-rc2',
    differences: [toDifference('b'), toDifference('c', 5), toDifference('d')],
    asked: new Set(['a', 'b', 'c on 5', 'd']),
    known,
  });
  expect([...judgement.explained.keys()]).toEqual(['meant']);
  expect(judgement.unexplained.map(({ expression }) => expression)).toEqual(['b', 'd']);
  expect(judgement.outdated).toEqual(['a']);
});

test('what was not asked is not outdated', () => {
  const judgement = judge({ broker: '8.6.0', differences: [], asked: new Set(['x']), known });
  expect(judgement.outdated).toEqual([]);
});

test('the list names only expressions that are asked, each with a reason', () => {
  const asked = new Set(
    createSuites({ random: 0, seed: 1, javaVersion: 21 }).flatMap(({ cases }) =>
      cases.map((asked) => keyOf(asked)),
    ),
  );
  const { differences } = readKnownDifferences();
  expect(differences.length).toBeGreaterThan(0);
  expect(differences.filter((difference) => !asked.has(keyOf(difference)))).toEqual([]);
});

test('more than 1,000 expressions are written one by one', () => {
  const [written] = createSuites({ random: 0, seed: 1, javaVersion: 21 });
  expect(written?.cases.length).toBeGreaterThan(1000);
});
