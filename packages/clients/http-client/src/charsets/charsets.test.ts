import { describe, expect, test } from 'vitest';
import { parseContentType } from '../responses/content-type.ts';
import { decodeText, isKnownCharset } from './decode-text.ts';
import { encodeText } from './encode-text.ts';

describe('text is read', () => {
  test.each([
    ['windows-1252', [0x80, 0x20, 0x93, 0x78, 0x94], '€ “x”'],
    ['Windows-1252', [0x80], '€'],
    ['cp1252', [0x85, 0x99], '…™'],
    ['iso-8859-1', [0x80, 0x92], '€’'],
    ['latin1', [0x9f, 0xe4], 'Ÿä'],
    ['us-ascii', [0x80, 0x41], '€A'],
    ['l1', [0x81, 0x8d], '\x81\x8d'],
    ['windows-1250', [0x8a, 0xb9], 'Šą'],
    ['iso-8859-2', [0xb1, 0xe6], 'ąć'],
    ['iso-8859-15', [0xa4], '€'],
    ['iso-8859-9', [0xfd, 0x80], 'ı€'],
    ['koi8-r', [0xc1], 'а'],
    ['macintosh', [0x8a], 'ä'],
    ['shift_jis', [0x82, 0xa0], 'あ'],
    ['gb18030', [0xc4, 0xe3], '你'],
    ['big5', [0xa7, 0x41], '你'],
    ['euc-kr', [0xb0, 0xa1], '가'],
    ['utf-16', [0x41, 0x00], 'A'],
    ['utf-16be', [0x00, 0x41], 'A'],
    ['cp850', [0x84, 0xd5], 'äı'],
    ['ibm437', [0x84, 0xe1], 'äß'],
    ['iso-8859-16', [0xa4], '€'],
    ['utf-32le', [0x41, 0, 0, 0], 'A'],
  ])('in %s', (charset, bytes, text) => {
    expect(decodeText(Buffer.from(bytes), charset)).toBe(text);
  });

  test.each([
    ['UTF-8', undefined, Buffer.from('Grüße €'), 'Grüße €'],
    ['windows-1252 where it is no UTF-8', undefined, Buffer.from([0x4d, 0xfc, 0x80]), 'Mü€'],
    ['the same for an unknown charset', 'klingon', Buffer.from([0xfc]), 'ü'],
    ['a mark of UTF-8 in spite of the charset', 'iso-8859-1', Buffer.from('\ufeffä'), 'ä'],
    ['a mark of UTF-16', 'utf-8', Buffer.from([0xfe, 0xff, 0x00, 0xe4]), 'ä'],
    ['a mark of UTF-16, low bytes first', undefined, Buffer.from([0xff, 0xfe, 0xe4, 0x00]), 'ä'],
    ['invalid UTF-8 that says it is', 'utf-8', Buffer.from([0x61, 0xff]), 'a\ufffd'],
    [
      'UTF-16 without a mark, high bytes first',
      'utf-16',
      Buffer.from('{"a":"ä"}', 'utf16le').swap16(),
      '{"a":"ä"}',
    ],
    ['UTF-16 without a mark, low bytes first', 'utf-16', Buffer.from('{"a":"ä"}', 'utf16le'), '{"a":"ä"}'],
    ['UTF-16 that nothing names', undefined, Buffer.from('[1]', 'utf16le'), '[1]'],
    ['UTF-16 that nothing names, high bytes first', undefined, Buffer.from('[1]', 'utf16le').swap16(), '[1]'],
    ['a zero in UTF-8', undefined, Buffer.from('ab\0'), 'ab\0'],
    ['UTF-7 as plain text', 'utf-7', Buffer.from('+ADw-'), '+ADw-'],
    ['no data in base64', 'base64', Buffer.from('YQ'), 'YQ'],
  ])('%s', (_case, charset, bytes, text) => {
    expect(decodeText(bytes, charset)).toBe(text);
  });

  test('a name of the platform is not a charset', () => {
    expect(
      ['binary', 'hex', 'base64', 'defaultCharUnicode', '', 'x'.repeat(1000)].filter(isKnownCharset),
    ).toEqual([]);
  });
});

describe('text is sent in the charset that the request claims', () => {
  test.each([
    ['utf-8', 'ä€', [0xc3, 0xa4, 0xe2, 0x82, 0xac]],
    ['iso-8859-1', 'ä\x80', [0xe4, 0x80]],
    ['us-ascii', 'a', [0x61]],
    ['windows-1252', '€ä', [0x80, 0xe4]],
    ['iso-8859-15', '€', [0xa4]],
    ['utf-16', 'ä', [0xfe, 0xff, 0x00, 0xe4]],
    ['utf-16le', 'ä', [0xe4, 0x00]],
    ['utf-16be', '😀', [0xd8, 0x3d, 0xde, 0x00]],
    ['shift_jis', 'あ', [0x82, 0xa0]],
    ['gb18030', '你', [0xc4, 0xe3]],
  ])('in %s', (charset, text, bytes) => {
    expect(encodeText(text, charset)).toEqual({ kind: 'encoded', bytes: Buffer.from(bytes) });
  });

  test.each([
    ['iso-8859-1', '€'],
    ['us-ascii', 'ä'],
    ['windows-1252', 'あ'],
    ['shift_jis', 'ü'],
    ['utf-16', '\ud800'],
  ])('not where it lacks a character: %s', (charset, text) => {
    expect(encodeText(text, charset)).toEqual({ kind: 'lossy' });
  });

  test.each(['klingon', 'base64', 'hex', 'utf-7', '__proto__', 'constructor'])('not as %s', (charset) => {
    expect(encodeText('a', charset)).toEqual({ kind: 'unknown' });
  });
});

test.each([
  ['text/plain; charset=windows-1252', 'windows-1252'],
  ['text/plain;charset="Windows-1252"', 'windows-1252'],
  ["text/plain; charset='latin1'", 'latin1'],
  ['text/plain; x="a; charset=utf-8"; Charset = "koi8-r"', 'koi8-r'],
  ['text/plain; x="\\"; charset=utf-8"', undefined],
  ['text/plain; charset=a; charset=b', 'a'],
  ['text/plain', undefined],
])('the charset of %s', (contentType, charset) => {
  expect(parseContentType(contentType)).toEqual({ mediaType: 'text/plain', charset });
});
