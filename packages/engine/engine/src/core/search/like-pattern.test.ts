import { expect, it } from 'vitest';

import { createLikeMatcher } from './like-pattern.ts';

it.each([
  ['order-*', 'order-17', true],
  ['order-*', 'order', false],
  ['*-17', 'order-17', true],
  ['o*r*7', 'order-17', true],
  ['o?der-17', 'order-17', true],
  ['o?der-17', 'oder-17', false],
  ['*aab', 'aaab', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\?', 'ax', false],
  ['a.c', 'abc', false],
  ['a**', 'a', true],
  ['', '', true],
  ['', 'a', false],
])('%s matches %s: %s', (pattern, text, expected) => {
  expect(createLikeMatcher(pattern)(text)).toBe(expected);
});
