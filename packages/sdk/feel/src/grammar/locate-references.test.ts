import { expect, test } from 'vitest';
import { locateReferences } from './locate-references.ts';

const locate = (expression: string) =>
  locateReferences(expression, { version: '8.10' }).map(
    ({ path, at, isContained }) => `${path.join('.')} at /${at.join('/')}${isContained ? ' contained' : ''}`,
  );

test.each([
  ['= a.b', ['a.b at /']],
  ['"x" + a.b + c', ['a.b at /', 'c at /']],
  ['{x: a, y: {z: b.c}, w: "d"}', ['a at /x', 'b.c at /y/z']],
  ['[a, 1]', ['a at / contained']],
  ['{x: [a]}', ['a at /x contained']],
  ['[a][1]', ['a at /']],
  ['if c then a else b', ['c at /', 'a at /', 'b at /']],
  ['if c then {x: a} else b', ['c at /', 'a at / contained', 'b at /']],
  ['if c then (if d then [a] else null) else null', ['c at /', 'd at /', 'a at / contained']],
  ['for i in [1, 2] return a', ['a at /']],
  ['upper case(a.`b-c`)', ['a.b-c at /']],
  ['1', []],
])('%s', (expression, expected) => expect(locate(expression)).toEqual(expected));

test('a text that is no FEEL is an error', () => {
  expect(() => locateReferences('= a +')).toThrow(expect.objectContaining({ kind: 'syntax' }));
});
