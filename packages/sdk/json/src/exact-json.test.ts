import { describe, expect, it, test } from 'vitest';
import { exactMember, parseExactJson, stringifyExactJson } from './exact-json.ts';
import { toProcessNumber } from './exact-number.ts';
import { stringifyJson } from './json.ts';

describe('a number is a number where an engine keeps its digits, else its text', () => {
  test.each([
    ['0', 0],
    ['-7.25', -7.25],
    ['12.50', 12.5],
    ['0.1', 0.1],
    ['1e3', 1000],
    ['123456789012345', 123456789012345],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', '9223372036854775808'],
    ['18446744073709551615', '18446744073709551615'],
    ['10000000000000000000', '10000000000000000000'],
    ['1e19', '1e19'],
    ['1e300', 1e300],
    ['1E400', '1E400'],
    ['5e-324', 5e-324],
    ['1e-400', '1e-400'],
    ['12345678901234.5678', '12345678901234.5678'],
    ['12345678901234567890.1234567890', '12345678901234567890.1234567890'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['9007199254740993.0', '9007199254740993.0'],
    ['1234567.89', 1234567.89],
    ['NaN', 'NaN'],
  ])('%s', (text, expected) => {
    expect(toProcessNumber(text)).toStrictEqual(expected);
  });
});

describe('what was read is written as it was', () => {
  test.each([
    '{"a":12345678901234.5678,"b":[1.50,{"c":0.12345678901234567890}]}',
    '[18446744073709551615,9007199254740993,1.0,-0,1e400,"1.50"]',
    '12345678901234567890.1',
    '{"iban":"12345678901234567890","n":12345678901234567890}',
    '{"plain":[1,2.5,"x",null,true]}',
    '{"__proto__":{"n":1.10}}',
  ])('%s', (text) => {
    const { value, exact } = parseExactJson(text);
    expect(stringifyExactJson(value, exact)).toBe(text);
    // Also after the way through the variables of a process, which are JSON text.
    const { value: carried } = parseExactJson(stringifyJson(value));
    expect(stringifyExactJson(carried, exact)).toBe(text);
  });
});

it('takes a text of digits for a number only where a number was', () => {
  const { exact } = parseExactJson('{"amount":100.5,"note":"x","list":[12345678901234.5678]}');
  const digits = '12345678901234.5679';
  expect(stringifyExactJson({ amount: digits, note: digits, more: digits }, exact)).toBe(
    `{"amount":${digits},"note":"${digits}","more":"${digits}"}`,
  );
  expect(stringifyExactJson({ amount: '12', note: 1.5 }, exact)).toBe('{"amount":"12","note":1.5}');
  expect(stringifyExactJson({ list: [0, '12345678901234.5678', digits] }, exact)).toBe(
    `{"list":[0,12345678901234.5678,"${digits}"]}`,
  );
  expect(stringifyExactJson({ amount: digits }, undefined)).toBe(`{"amount":"${digits}"}`);
});

it('finds members and items, and nothing that every object has', () => {
  const { exact } = parseExactJson('{"a":[{"b":1.50}]}');
  expect(exactMember(exactMember(exactMember(exact, 'a'), '0'), 'b')).toMatchObject({ value: '1.50' });
  expect(exactMember(exact, 'constructor')).toBeUndefined();
  expect(exactMember(null, 'a')).toBeUndefined();
});

it.each(['{', '', '[1,]', '[1.50', `1.50${'['.repeat(100_000)}`, `[1.50,${'['.repeat(1_000_000)}`])(
  'refuses what is no JSON',
  (text) => expect(() => parseExactJson(text)).toThrow(SyntaxError),
);
