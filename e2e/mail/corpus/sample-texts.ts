import type { Random } from './random.ts';

export interface SampleText {
  readonly charset: string;
  readonly bytes: Buffer;
}

const hex = (charset: string, text: string): SampleText => ({ charset, bytes: Buffer.from(text, 'hex') });
const utf8 = (text: string): SampleText => ({ charset: 'utf-8', bytes: Buffer.from(text) });
const ascii = (text: string): SampleText => ({ charset: 'us-ascii', bytes: Buffer.from(text) });

const SAMPLES: readonly SampleText[] = [
  ascii('Order 4711'),
  ascii('a = b, c; d'),
  ascii('From here on: 50% off?'),
  utf8('Grüße aus München'),
  utf8('見積書 № 7'),
  utf8('Привет 🎉'),
  { charset: 'iso-8859-1', bytes: Buffer.from('Grüße', 'latin1') },
  hex('windows-1252', '80209378942e'),
  hex('iso-8859-15', 'a420666f72'),
  hex('iso-8859-2', 'b1e6ea20b3f3'),
  hex('koi8-r', 'f0d2c9d7c5d4'),
  hex('windows-1251', 'cff0e8e2e5f2'),
  hex('shift_jis', '82b182f182c982bf82cd'),
  hex('euc-jp', 'a4b3a4f3a4cb'),
  hex('iso-2022-jp', '1b244224332473244b1b2842'),
  hex('gb2312', 'c4e3bac3'),
  hex('gb18030', 'c4e38139ef30'),
  hex('big5', 'a741a66e'),
  hex('euc-kr', 'c7d1b1db'),
  hex('iso-2022-kr', '1b2429430e4751315b0f'),
];

export const pickText = (random: Random): SampleText => random.pick(SAMPLES);

/** One of several lines of one charset. */
export function pickLines(random: Random): SampleText {
  const { charset, bytes } = pickText(random);
  const lines = Array.from({ length: 1 + random.below(4) }, () =>
    Buffer.concat([bytes, Buffer.from('\r\n')]),
  );
  return { charset, bytes: Buffer.concat(lines) };
}

const toHex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** RFC 2047. */
export function toEncodedWord({ charset, bytes }: SampleText, random: Random): string {
  const label = random.chance(30) ? charset.toUpperCase() : charset;
  if (random.chance(50)) return `=?${label}?${random.pick(['B', 'b'])}?${bytes.toString('base64')}?=`;
  const text = Array.from(bytes, (byte) =>
    /[A-Za-z0-9]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : byte === 0x20
        ? '_'
        : toHex(byte),
  );
  return `=?${label}?${random.pick(['Q', 'q'])}?${text.join('')}?=`;
}

/** RFC 2045, 6.7; lines broken at random. What is no text has no line breaks of its own. */
export function toQuotedPrintable(
  bytes: Buffer,
  { random, isText }: { readonly random: Random; readonly isText: boolean },
): Buffer {
  let text = '';
  for (const [index, byte] of bytes.entries()) {
    const isBreak = isText && (byte === 0x0d || byte === 0x0a);
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x3d && random.chance(95);
    const isInnerBlank = byte === 0x20 && bytes[index + 1] !== 0x0d && index + 1 < bytes.length;
    text += isBreak || isPlain || isInnerBlank ? String.fromCharCode(byte) : toHex(byte);
    if (!isBreak && random.chance(3)) text += '=\r\n';
  }
  return Buffer.from(text, 'latin1');
}

export const toBase64Lines = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n'));
