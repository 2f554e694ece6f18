import { expect, test } from 'vitest';
import { listTexts } from './list-texts.ts';

test.each([
  ['"a" + b + "c"', ['a', 'c']],
  ['{"k": "v", l: @"2026-01-01"}', ['k', 'v', '2026-01-01']],
  ['"a \\"b\\" \\\\" + "c"', ['a \\"b\\" \\\\', 'c']],
  ['a // "no"\n + "yes" /* "no" */', ['yes']],
  ['`a"b` + "c"', ['c']],
  ['"not // a comment"', ['not // a comment']],
  ['secrets.TOKEN', []],
  ['""', ['']],
  ['"open', []],
  ['"open\\', []],
  ['"open\\"', []],
  ['/* "open"', []],
  ['`open "a"', []],
  ['', []],
])('of %s they are %j', (expression, texts) => {
  expect(listTexts(expression)).toEqual(texts);
});

test.each(['"\\"', '"', '`', '/*', '\\', '"//'])('a million characters of %s are done soon', (part) => {
  expect(listTexts(part.repeat(1_000_000 / part.length)).length).toBeLessThanOrEqual(500_000);
});
