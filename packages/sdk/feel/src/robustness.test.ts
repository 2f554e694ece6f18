import { expect, test } from 'vitest';
import { compile, evaluate, referencedVariables } from './feel.ts';

test('a limit can be set', () => {
  const limited = compile('count(for i in 1..n return i)', { limits: { maxListLength: 10 } });
  expect(limited.evaluate({ n: 10 })).toBe(10);
  expect(() => limited.evaluate({ n: 11 })).toThrow('more than 10 items in a list');
});

test('patterns that take exponential time elsewhere take none here', () => {
  const text = `${'a'.repeat(5000)}!`;
  expect(evaluate('matches(text, "^(a+)+$")', { text })).toBe(false);
  expect(evaluate('replace(text, "(a|aa)+$", "x")', { text })).toBe(text);
});

test.each(['matches("aa", "(a)\\1")', 'matches("ab", "a(?=b)")', 'matches("aa", "a++")'])(
  '%s needs backtracking and is refused with the reason',
  (expression) => {
    expect(() => evaluate(expression, {})).toThrow(/uses .* which is not supported/);
  },
);

test('numbers far apart cost nothing', () => {
  expect(evaluate('string(10 ** 999999999 + 1)', {})).toMatch(/E\+999999999$/);
  expect(evaluate('10 ** 999999999 > 1', {})).toBe(true);
  expect(evaluate('decimal(10 ** 999999, 2)', {})).toBeNull();
});

test('what an expression reads is known', () => {
  expect(referencedVariables('a.b + count(for x in list return x + y)')).toEqual(['a', 'list', 'y']);
  expect(compile('{c: a.b, d: c}.d + order.lines[price > 1].id').references).toEqual([
    { name: 'a', path: ['a', 'b'] },
    { name: 'order', path: ['order', 'lines'] },
    { name: 'price', path: ['price'] },
  ]);
});

test('warnings say why there is no answer', () => {
  expect(compile('missing + 1').explain({})).toEqual({
    value: null,
    warnings: [
      { type: 'NO_VARIABLE_FOUND', message: "No variable found with name 'missing'" },
      { type: 'INVALID_TYPE', message: "Can't add '1' to 'null'" },
    ],
  });
});

test('an error says what was expected', () => {
  expect(() => compile('if a then 1')).toThrow('"else"');
  expect(() => compile('[1, 2')).toThrow('"]"');
});
