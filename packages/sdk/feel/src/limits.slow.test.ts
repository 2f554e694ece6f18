import { describe, expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile } from './feel.ts';

const LENGTH = 100_000;
const numbers = Array.from({ length: LENGTH }, (_, index) => index);
const context = {
  keys: Object.fromEntries(numbers.map((number) => [`k${number}`, number])),
  numbers,
  items: numbers.map((number) => ({ id: number, name: `n${number}` })),
  text: 'abc '.repeat(250_000),
  json: JSON.stringify(numbers),
  digits: '9'.repeat(9_000_000),
  notDigits: `${'9'.repeat(1_000_000)}x`,
  blanks: `x${' '.repeat(1_000_000)}x`,
};

/** A tenth of the default. */
const limits = { maxSteps: 500_000 };

/** The limit that is reached. */
function run(expression: string, data: Readonly<Record<string, unknown>> = context) {
  try {
    compile(expression, { version: '8.9', limits }).evaluate(data);
    return undefined;
  } catch (error) {
    if (error instanceof FeelError) return error.limit;
    throw error;
  }
}

describe('work on large data is counted for what it is', { timeout: 60_000 }, () => {
  test.each([
    'for i in 1..10000 return context put(keys, "a", i)',
    'for i in 1..10000 return context put(keys, ["a", "b"], i)',
    'for i in 1..10000 return context merge(keys, keys)',
    'for i in 1..10000 return count(get entries(keys))',
    'for i in 1..10000 return context(for item in items return {key: item.name, value: 1})',
    'for i in 1..1000000 return now()',
    'for i in 1..1000000 return today()',
    'some i in 1..1000000 satisfies keys = context put(keys, "k99999", 7)',
    'some i in 1..1000000 satisfies -i in numbers',
    'for i in 1..10000 return string length(string(keys))',
    'for i in 1..10000 return string length(to json(items))',
    'for i in 1..10000 return count(from json(json))',
    'for i in 1..10000 return count(duplicate values(numbers))',
    'for i in 1..10000 return number(digits)',
  ])('%s', (expression) => {
    expect(run(expression)).toBe('maxSteps');
  });
});

test.each([
  ['a number without end', 'number(digits)'],
  ['what nearly is a number', 'number(notDigits)'],
  ['blanks in a text', 'trim(blanks)'],
  ['a comment without end', `1 ${'/*'.repeat(49_000)}`],
  ['texts without end', `1 + ${'\\"'.repeat(49_000)}`],
  ['a large power', '10 ** 1000000000'],
  ['digits without end', 'decimal(1/3, 1000000)'],
  ['a duration of digits', 'duration("P" + substring(digits, 1, 1000000) + "D")'],
])('one step is short, whatever it works on: %s', { timeout: 10_000 }, (_case, expression) => {
  expect(run(expression)).toBeUndefined();
});

test('a time limit ends what few steps do not', { timeout: 10_000 }, () => {
  const limits = { maxSteps: 1e12, maxMs: 50 };
  const expression = compile('some a in 1..999999, b in 1..999999 satisfies false', { limits });
  expect(() => expression.evaluate({})).toThrow(
    expect.objectContaining({
      limit: 'maxMs',
      message: 'The evaluation was stopped: more than 50 milliseconds.',
    }),
  );
});

test('an error that is no limit says so', () => {
  expect(() => compile('substring("a", 5)').evaluate({})).toThrow(
    expect.objectContaining({ limit: undefined }),
  );
});

test('all of an evaluation happens at one moment', () => {
  let now = 0;
  const clock = { now: () => (now += 1000), timeZone: 'UTC' };
  expect(compile('now() = now()', { clock }).evaluate({})).toBe(true);
});

test.each(['context put(keys, "a", 1)', 'context merge([keys, keys])', 'get entries(keys)', 'string(keys)'])(
  'entries are counted before they are read: %s',
  (expression) => {
    let reads = 0;
    const keys = new Proxy(context.keys, {
      get(target, key) {
        reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(run(expression, { keys })).toBe('maxSteps');
    expect(reads).toBeLessThan(1000);
  },
);
