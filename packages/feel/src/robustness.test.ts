import { expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile, evaluate, referencedVariables, unaryTest } from './feel.ts';

const pieces =
  'a b.c 1 2.5 "x" ( ) [ ] { } : , .. . + - * / ** = != < >= and or not in if then else for return some every satisfies between instance of function ? @ @"P1D" date("2020-01-01") // /* */ ` " \\ count string replace("a","(a*)*","b") null true 10**999999999 for x in 1..99999999 return x'.split(
    ' ',
  );

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

test('no text crashes or hangs it: a value or a FeelError', () => {
  const random = createRandom(7);
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () => pieces[Math.floor(random() * pieces.length)] ?? '',
    ).join(random() < 0.7 ? ' ' : '');
    for (const run of [
      () => evaluate(text, { a: [{ c: 1 }], b: { c: 2 } }),
      () => unaryTest(text, 1, {}),
      () => referencedVariables(text),
    ]) {
      try {
        run();
      } catch (error) {
        if (!(error instanceof FeelError))
          throw new Error(`${text} threw ${String(error)}`, { cause: error });
      }
    }
  }
});

test.each([
  ['a loop over a large range', 'for i in 1..1000000000 return i', 'items in a list'],
  ['nested loops', 'count(for a in 1..3000, b in 1..3000 return 1)', 'more than'],
  ['some without end', 'some a in 1..9999, b in 1..9999, c in 1..9999 satisfies false', 'steps'],
  [
    'a text that doubles',
    'for i in 1..100 return if i = 1 then "x" else partial[-1] + partial[-1]',
    'characters',
  ],
  ['a text that is replaced by itself', 'replace(replace(a, "x", a), "x", a)', 'characters'],
])('%s is stopped', (_, expression, limit) => {
  const run = () => evaluate(expression, { a: 'x'.repeat(4000) });
  expect(run).toThrow(FeelError);
  expect(run).toThrow(limit);
});

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
