import { describe, expect, test } from 'vitest';
import { compile, evaluate } from './feel.ts';
import type { FeelVersion } from './feel-version.ts';

/** Examples of Camunda's documentation: since which version, expression, value. */
const examples: readonly (readonly [FeelVersion, string, unknown])[] = [
  ['8.8', 'is blank("")', true],
  ['8.8', 'is blank(" ")', true],
  ['8.8', 'is blank("hello world")', false],
  ['8.8', 'partition([1,2,3], 2)', [[1, 2], [3]]],
  ['8.8', 'partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
  ['8.8', 'partition([], 2)', []],
  ['8.9', String.raw`from json("{\"a\": 1, \"b\": 2}")`, { a: 1, b: 2 }],
  ['8.9', 'from json("true")', true],
  ['8.9', String.raw`from json("\"2023-06-14\"")`, '2023-06-14'],
  ['8.9', 'to json({a: 1, b: 2})', '{"a":1,"b":2}'],
  ['8.9', 'to json(true)', 'true'],
  ['8.9', 'to json(@"2023-06-14")', '"2023-06-14"'],
  ['8.9', 'to json(@"2025-11-24T10:00:00@Europe/Berlin")', '"2025-11-24T10:00:00+01:00[Europe/Berlin]"'],
  ['8.9', 'to json(@"P3Y")', '"P3Y"'],
  [
    '8.9',
    'string(date and time("2018-04-29T09:30:00+02:00[Europe/Berlin]"))',
    '2018-04-29T09:30:00@Europe/Berlin',
  ],
  ['8.10', 'from base64("RkVFTA==")', 'FEEL'],
  ['8.10', 'from base64(value: "Q2FtdW5kYQ==")', 'Camunda'],
];
const order: readonly FeelVersion[] = ['8.6', '8.8', '8.9', '8.10'];

describe.each(examples)('since %s: %s', (since, expression, expected) => {
  const known = order.slice(order.indexOf(since));

  test.each(known)('%s knows it', (version) =>
    expect(evaluate(expression, {}, { version })).toEqual(expected),
  );
  test.each(order.filter((version) => !known.includes(version)))('%s gives null', (version) =>
    expect(evaluate(expression, {}, { version })).toBeNull(),
  );
});

describe('from base64', () => {
  const decode = (text: unknown) => compile('from base64(text)', { version: '8.10' }).explain({ text });

  test('takes letters of all scripts, and what to base64 made', () => {
    const text = 'Grüße 👋';
    expect(decode(Buffer.from(text).toString('base64')).value).toBe(text);
    expect(evaluate('from base64(to base64(text))', { text }, { version: '8.10' })).toBe(text);
  });

  test.each(['!!!', 'RkVFTA=', 'R', 'RkVF\nTA==', 'RkVF_A==', 'RkVF TA=='])(
    '%j is none: null, with a warning',
    (text) => {
      const { value, warnings } = decode(text);
      expect(value).toBeNull();
      expect(warnings).toEqual([expect.objectContaining({ type: 'FUNCTION_INVOCATION_FAILURE' })]);
    },
  );

  test.each([[1], [null], [['RkVFTA==']]])('%j is no text: null', (value) =>
    expect(decode(value).value).toBeNull(),
  );
});

describe('from json reads as the engine does', () => {
  const read = (text: string) => compile('from json(text)', { version: '8.10' }).explain({ text });

  test.each([
    ['9007199254740993', 9007199254740993n],
    ['{"id": -123456789012345678901234567890}', { id: -123456789012345678901234567890n }],
    ['[1234567890123456.5, 9007199254740991]', [1234567890123456.5, 9007199254740991]],
    ['{"a":1} x', { a: 1 }],
    ['{"a":"}]"}{"b":2}', { a: '}]' }],
    ['[[1,"]"]]]', [[1, ']']]],
    ['"a\\"" x', 'a"'],
    ['true x', true],
    [' 1 x', 1],
    ['{"a":1,"a":2}', { a: 2 }],
  ])('%s', (text, expected) => expect(read(text).value).toEqual(expected));

  test.each(['', ' ', '1x', '[1,]', "'a'", 'NaN', 'nul', '{"a":1', '\ufeff1', `${'9'.repeat(1001)}`, '[ x'])(
    '%j is none: null, with a warning',
    (text) => {
      const { value, warnings } = read(text);
      expect(value).toBeNull();
      expect(warnings).toEqual([expect.objectContaining({ type: 'FUNCTION_INVOCATION_FAILURE' })]);
    },
  );

  test('an own key __proto__ changes no prototype', () => {
    const { value } = read('{"__proto__": {"x": 1}, "id": 9007199254740993}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(['__proto__', 'id']);
  });
});

test('index of finds contexts in all but the engine of 8.8.0', () => {
  const expression = 'index of([{x:1},{x:2}],{x:2})';
  expect(evaluate(expression, {}, { version: '8.10' })).toEqual([2]);
  expect(evaluate(expression, {}, { version: '8.9' })).toEqual([2]);
  expect(evaluate(expression, {}, { version: '8.8.0' })).toEqual([]);
});
