import { expect, test } from 'vitest';
import { putValue } from './put-value.ts';

test.each([
  [undefined, ['a', 'b'], { a: { b: 1 } }],
  [{ a: { c: 2 } }, ['a', 'b'], { a: { c: 2, b: 1 } }],
  [{ a: 'text' }, ['a', 'b'], { a: { b: 1 } }],
  [{ a: ['x', { k: 'y' }] }, ['a', 1, 'k'], { a: ['x', { k: 1 }] }],
  [['x'], [3], ['x']],
  ['x', [], 1],
] as const)('puts 1 into %j at %j', (target, path, expected) => {
  expect(putValue(target, path, 1)).toEqual(expected);
});

test('a key of any name is a member', () => {
  const put = putValue({}, ['__proto__', 'a'], 1);
  expect(JSON.stringify(put)).toBe('{"__proto__":{"a":1}}');
  expect(Object.getPrototypeOf(put)).toBe(Object.prototype);
});
