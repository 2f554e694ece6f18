import { expect, test } from 'vitest';
import { createTextSearch } from './text-search.ts';

const first = 'The first of two sentences, long enough that it may be looked for.';
const second = 'The second of two sentences, which begins and ends in another way.';
const search = createTextSearch([first, second]);

test.each([
  ['at the beginning', `${first} and more`, first],
  ['in the middle', `${'x'.repeat(1000)}${second}${'y'.repeat(1000)}`, second],
  ['at the end', `${'ä'.repeat(99)}${second}`, second],
])('a text %s is found', (_, content, found) => {
  expect(search(Buffer.from(content))).toBe(found);
});

test.each([
  ['an empty file', ''],
  ['half a text', first.slice(0, -1)],
  ['another text', 'z'.repeat(10_000)],
])('%s has none', (_, content) => {
  expect(search(Buffer.from(content))).toBeUndefined();
});

test('a text that is too short is refused', () => {
  expect(() => createTextSearch(['short'])).toThrow('Too short to be looked for: short');
});
