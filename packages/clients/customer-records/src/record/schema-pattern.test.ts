import { describe, expect, test } from 'vitest';
import { compileSchemaPattern } from './schema-pattern.ts';

const TEXTS = [
  '',
  'a',
  'ab',
  'a b',
  'a\u00a0b',
  'a\u2028b',
  'a\nb',
  'A1_é',
  'straße',
  '12345',
  '+49 30',
  'a-b',
  'a/b',
  '[',
  ']',
  '^',
  '\\',
  '{2}',
  'Ω',
  '😀',
];

test.each([
  '^[0-9]{5}$',
  '^\\d+$',
  '^\\w+$',
  'a\\sb',
  'a[\\s]b',
  '^\\S+$',
  'a.b',
  '^[^a]',
  '^[\\]]$',
  '^[[]$',
  '^[a-z\\-]+$',
  '^\\u0041',
  '^[\\u00e0-\\u00ff]$',
  '^\\p{L}+$',
  '^\\p{Script=Greek}$',
  '\\P{L}',
  'a\\/b',
  '^(?:a|b)+$',
  '(?<name>a)b',
  '^$',
  '[^]',
  '[]',
  '\\bb',
  '^.$',
  '^\\{2\\}$',
  '\\\\',
  '^[\\\\^]$',
])('%s means what it means in JavaScript', (pattern) => {
  const linear = compileSchemaPattern(pattern);
  const expected = new RegExp(pattern, 'u');
  for (const text of TEXTS) expect([text, linear.test(text)]).toEqual([text, expected.test(text)]);
});

describe('what cannot be linear is refused, by name', () => {
  test.each([
    ['(?=.*\\d)a', 'looks ahead or behind'],
    ['(?<!x)a', 'looks ahead or behind'],
    ['(a)\\1', 'refers back'],
    ['(?<n>a)\\k<n>', 'refers back'],
    ['[a', 'is not a regular expression'],
    ['(a{1000}){1000}', 'linear time'],
    ['a'.repeat(1001), '1,000 characters'],
    ['[\\S]', 'not supported'],
  ])('%s', (pattern, reason) => {
    expect(() => compileSchemaPattern(pattern)).toThrow(reason);
    expect(() => compileSchemaPattern(pattern)).toThrow(`the pattern ${pattern.slice(0, 100)}`);
  });
});

test('a pattern that goes back for ever elsewhere answers', { timeout: 10_000 }, () => {
  expect(compileSchemaPattern('^(a+)+$').test(`${'a'.repeat(100_000)}!`)).toBe(false);
  expect(compileSchemaPattern('^(a|a)*$').test(`${'a'.repeat(100_000)}!`)).toBe(false);
});
