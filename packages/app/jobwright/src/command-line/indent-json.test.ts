import { expect, test } from 'vitest';
import { indentJson } from './indent-json.ts';

test('compact JSON is indented as usual, with all digits', () => {
  const value = { a: [1, { b: 'x: {"y"}, [\\' }, [], {}], 'c,d': null, e: '' };
  expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  expect(indentJson('{"big":9007199254740993}')).toBe('{\n  "big": 9007199254740993\n}');
  expect(indentJson('"text"')).toBe('"text"');
});
