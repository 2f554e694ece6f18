import { expect, test } from 'vitest';
import { evaluate } from './feel.ts';

const variables = {
  a: 1,
  text: 'x',
  nothing: null,
  missingInside: undefined,
  nested: { b: { c: [1, 2], nothing: null }, 'd e': 1 },
  list: [{ b: 1 }, { b: 2 }, {}, null],
  empty: [],
  count: 5,
  item: 7,
  größe: 3,
  function1: 4,
};

test.each([
  ['a', 1],
  ['nothing', null],
  ['missing', null],
  ['missingInside', null],
  ['missing.b.c', null],
  ['nothing.b', null],
  ['a.b', null],
  ['text.length', null],
  ['nested.b', variables.nested.b],
  ['nested . b . c', [1, 2]],
  ['nested.b.c.d', [null, null]],
  ['nested.b.nothing.x', null],
  ['nested.`d e`', 1],
  ['list.b', [1, 2, null, null]],
  ['empty.b', []],
  ['count', 5],
  ['sum', null],
  ['item', 7],
  ['größe', 3],
  ['function1', 4],
  ['constructor', null],
  ['a.constructor', null],
  ['__proto__', null],
])('%s is %j', (text, expected) => {
  expect(evaluate(text, variables)).toEqual(expected);
});

test('an integer that a number cannot hold keeps its digits', () => {
  expect(evaluate('9007199254740993', {})).toBe(9007199254740993n);
  expect(evaluate('-123456789012345678', {})).toBe(-123456789012345678n);
});
