import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { decodeText } from '../charsets/decode-text.ts';
import { parseContentType, readContentType } from './content-type.ts';

test('a charset is found in whatever form it is written', () => {
  for (const charset of ['euc-jp', '"EUC-JP"', "'euc-jp '", ' Euc-Jp']) {
    const { charset: found } = parseContentType(`text/plain; charset=${charset}`);
    expect(decodeText(Buffer.from([0xa4, 0xa2]), found)).toBe('あ');
  }
});

test('thousands of labels leave no memory behind', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const label = 'euc-jp'.padStart(20_000);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < 3_000; count += 1) {
    expect(decodeText(Buffer.from([0xa4, 0xa2]), `${' '.repeat(count)}${label}`)).toBe('あ');
  }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});

test.each<[string, string | string[] | undefined, string | undefined]>([
  ['none', undefined, undefined],
  ['one', 'text/plain; charset="a,b"', 'text/plain; charset="a,b"'],
  ['one that is not valid', 'json', 'json'],
  ['the last of several lines', ['text/html', 'application/json'], 'application/json'],
  ['the last of a list', 'text/html, application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ['the same twice', 'application/json, application/json', 'application/json'],
  ['a comma too many', 'text/plain; charset=iso-8859-2,', 'text/plain; charset=iso-8859-2'],
  ['a comma for a semicolon', 'application/json, charset=utf-8', 'application/json'],
  ['a comma in quotes', 'text/plain; a="x,y/z", text/csv; b="x,y"', 'text/csv; b="x,y"'],
  ['nothing valid at all', ',', ','],
])('of several types the last valid one counts: %s', (_case, value, expected) => {
  expect(readContentType(value === undefined ? {} : { 'CONTENT-type': value })).toBe(expected);
});
