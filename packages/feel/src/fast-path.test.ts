import { expect, test } from 'vitest';
import { notFast, toFastPath } from './fast-path.ts';
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
  'a',
  'text',
  'nothing',
  'missing',
  'missingInside',
  'missing.b.c',
  'nothing.b',
  'a.b',
  'text.length',
  'nested',
  'nested.b',
  'nested.b.c',
  'nested.b.c.d',
  'nested.b.nothing.x',
  'nested.missing',
  'list',
  'list.b',
  'list.b.c',
  'empty',
  'empty.b',
  'count',
  'sum',
  'item',
  'größe',
  'function1',
  'constructor',
  'a.constructor',
  '__proto__',
  '"text"',
  '""',
  '"with (brackets) and ünïcode"',
  '1',
  '-1',
  '0',
  '-0',
  '007',
  '1.5',
  '-1.25',
  '123456789012345',
  'true',
  'false',
  'null',
])('%s is what the full evaluator gives', (text) => {
  const fast = toFastPath(text)?.(variables);
  const full = evaluate(`(${text})`, variables);
  expect(fast).not.toBeUndefined();
  if (fast === notFast) expect(evaluate(text, variables)).toEqual(full);
  else expect(fast).toEqual(full);
});

test.each([
  'if',
  'a.b[1]',
  'a + 1',
  '"a\\n"',
  '1e3',
  'not',
  'a b',
  'a .b',
  '.5',
  '1234567890123456',
  'a.if',
  'f()',
  '@"P1D"',
])('%s is left to the full evaluator', (text) => {
  expect(toFastPath(text)).toBeUndefined();
});

test('a list in the way is left to the full evaluator', () => {
  expect(toFastPath('list.b')?.(variables)).toBe(notFast);
  expect(evaluate('list.b', variables)).toEqual([1, 2, null, null]);
});

test('an integer that a number cannot hold keeps its digits', () => {
  expect(evaluate('9007199254740993', {})).toBe(9007199254740993n);
  expect(evaluate('-123456789012345678', {})).toBe(-123456789012345678n);
});
