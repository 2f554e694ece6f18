import { expect, test } from 'vitest';
import { parseBodyJson } from './parse-body-json.ts';

test('a number beyond the range of a double is text; all others stay numbers', () => {
  const text =
    '{"a":1E400,"b":[-1e999,1e300,1.5],"c":12345678901234.5678,"d":9007199254740993,"__proto__":2}';
  expect(parseBodyJson(text)).toEqual(
    JSON.parse(
      '{"a":"1E400","b":["-1e999",1e300,1.5],"c":12345678901234.568,"d":0,"__proto__":2}',
      (key, value: unknown) => (key === 'd' ? 9_007_199_254_740_993n : value),
    ),
  );
  expect(parseBodyJson('1e400')).toBe('1e400');
});

test.each(['{"a":1e300', '1e400x', ''])('%j is not JSON', (text) => {
  expect(() => parseBodyJson(text)).toThrow(SyntaxError);
});

test('texts that look like numbers stay', () => {
  expect(parseBodyJson('{"a":"1e400","b":null,"c":true}')).toEqual({ a: '1e400', b: null, c: true });
});

test.each([500, 10_000])('lists in each other, %i deep', (depth) => {
  const read = () => parseBodyJson(`${'['.repeat(depth)}1e400${']'.repeat(depth)}`);
  expect(read).not.toThrow(RangeError);
});

test('is as fast for numbers that are nearly long enough to be too large', { timeout: 10_000 }, () => {
  const text = `[${Array.from({ length: 130_000 }, () => '1'.repeat(299)).join()}]`;
  expect(parseBodyJson(text)).toHaveLength(130_000);
});
