import { describe, expect, it } from 'vitest';
import { loadCharsets } from './charsets.ts';

const charsets = await loadCharsets();
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const raw = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('text in the charset', () => {
  it.each([
    ...[
      'iso-8859-1',
      'ISO8859-1',
      'latin1',
      'windows-1252',
      'cp1252',
      '"iso-8859-1"',
      "'iso-8859-1'",
      ' iso-8859-1 ',
    ].map((label) => [label, hex('80 92 93 e4'), '€’“ä'] as const),
    ['iso-8859-1', hex('81 8d 8f 90 9d'), '\x81\x8d\x8f\x90\x9d'],
    ['iso-8859-9', hex('80 dd fe'), '€İş'],
    ['iso-8859-15', hex('a4'), '€'],
    ['iso-8859-8-i', hex('f9 ec e5 ed'), 'שלום'],
    ['tis-620', hex('a1 80'), 'ก€'],
    ['koi8-r', hex('f0 d2 c9 d7 c5 d4'), 'Привет'],
    ['windows-1251', hex('cf f0 e8 e2 e5 f2'), 'Привет'],
    ['gb2312', hex('c4 e3 ba c3'), '你好'],
    ['big5', hex('a7 41 a6 6e'), '你好'],
    ['shift_jis', hex('82 b1'), 'こ'],
    ['euc-jp', hex('a4 b3'), 'こ'],
    ['euc-kr', hex('c7 d1'), '한'],
    ['ks_c_5601-1987', hex('b0 a1 8c 63'), '가똠'],
    ['iso-2022-jp', raw('\x1b$B$3\x1b(B!'), 'こ!'],
    ['iso-2022-jp', raw('\x1b(J~\x1b(B \x1b(I1'), '~ ｱ'],
    ['iso-2022-kr', raw('\x1b$)C\x0eGQ1[\x0f ok\r\n'), '한글 ok\r\n'],
    ['iso-2022-cn', raw('\x1b$)A\x0eVPND\x0f ok\r\n'), '中文 ok\r\n'],
    ['hz-gb-2312', raw('~{VPND~} ~~ok'), '中文 ~ok'],
    ['utf-7', raw('+AOQ-b'), 'äb'],
    ['utf-16', hex('fe ff 00 e4'), 'ä'],
    ['utf-16le', hex('e4 00'), 'ä'],
    ['utf-8', hex('ef bb bf c3 a4'), 'ä'],
    // Wrong or unknown: nothing is lost.
    ['utf-8', hex('e4 80'), 'ä€'],
    ['us-ascii', hex('c3 a4'), 'ä'],
    ['us-ascii', hex('e4'), 'ä'],
    ['klingon', hex('c3 a4'), 'ä'],
    ['klingon', hex('e4'), 'ä'],
    ['gb2312', Buffer.from('Grüße €'), 'Grüße €'],
    ['', hex('c3'), 'Ã'],
    ['base64', raw('YQ=='), 'YQ=='],
    ['iso-2022-jp', raw('\x1b$(Zab'), '\x1b$(Zab'],
    ['__proto__', raw('a'), 'a'],
  ] as const)('%s', (label, bytes, text) => {
    expect(charsets.decode(bytes, label)).toBe(text);
  });

  it('that was cut ends before its last character', () => {
    expect(charsets.decode(hex('61 c3'), 'utf-8', { isCut: true })).toBe('a');
  });
});
