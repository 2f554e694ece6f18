import { expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compileTyped, createFunction } from './typed-expression.ts';
import { createFailure, feelTypeOf, toPlainJson } from './typed-value.ts';

const evaluate = (text: string, context: Record<string, unknown> = {}): unknown =>
  compileTyped(text).evaluate({ context });

test('a value keeps its type from one expression to the next', () => {
  const day = evaluate('date("2026-03-01")');
  expect(feelTypeOf(day)).toBe('date');
  expect(toPlainJson(evaluate('day + duration("P1D")', { day }))).toBe('2026-03-02');
  const list = evaluate('[day, 0.1]', { day });
  expect(toPlainJson(evaluate('{first: list[1].year, list: list}', { list }))).toEqual({
    first: 2026,
    list: ['2026-03-01', 0.1],
  });
});

test('unary tests see the input, and the context', () => {
  const tests = compileTyped('< limit, date("2030-01-01")', { grammar: 'unary tests' });
  const input = evaluate('date("2026-03-01")');
  const limit = evaluate('date("2026-03-02")');
  expect(tests.evaluate({ input, context: { limit } })).toBe(true);
  expect(tests.evaluate({ input: limit, context: { limit } })).toBe(false);
  expect(compileTyped('? > 2', { grammar: 'unary tests' }).evaluate({ input: 3, context: {} })).toBe(true);
  expect(compileTyped('-', { grammar: 'unary tests' }).evaluate({ context: {} })).toBe(true);
});

test('functions come with the evaluation', () => {
  const expression = compileTyped('next(date("2026-03-01"))', { functionNames: ['next'] });
  const next = createFunction(['day'], ([day]) => evaluate('day + duration("P1D")', { day }));
  expect(toPlainJson(expression.evaluate({ context: {}, functions: [next] }))).toBe('2026-03-02');
  expect(expression.evaluate({ context: {} })).toBeNull();
  const failing = createFunction(['day'], () => createFailure('no'));
  expect(expression.evaluate({ context: {}, functions: [failing] })).toBeNull();
});

test('functions and ranges have no JSON', () => {
  expect(toPlainJson(evaluate('{f: function(x) x, r: [1..2], n: 1}'))).toEqual({ r: null, n: 1 });
});

test('a leading = is an error, and so is a failed assertion', () => {
  expect(() => compileTyped('= 1')).toThrow(FeelError);
  expect(() => evaluate('assert(x, x != null)')).toThrow(/^Assertion failed/);
});

test('a value that holds itself over and over is refused', () => {
  let value: unknown = [1, 2];
  for (let depth = 0; depth < 30; depth += 1) value = [value, value];
  expect(() => toPlainJson(value)).toThrow('The result holds more than 1000000 values');
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(() => toPlainJson(deep)).toThrow('The result is nested too deep');
});
