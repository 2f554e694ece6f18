/**
 * What stands at 0x80 to 0x9f (https://encoding.spec.whatwg.org/index-windows-1252.txt); the rest is as in
 * Latin-1.
 */
const FROM_0X80 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * Text of bytes in windows-1252, which is also what ISO-8859-1 and US-ASCII mean to readers (Encoding
 * standard). The five bytes that it has nothing for are the control characters of Latin-1. Node's
 * `TextDecoder` takes it for Latin-1 from 20.18 on.
 */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (character) => FROM_0X80.charAt(character.charCodeAt(0) - 0x80));
