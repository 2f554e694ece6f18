import iconv from 'iconv-lite';
import { isIconvCharset } from './is-iconv-charset.ts';

/** Encoded text. `unknown`: the charset is unknown. `lossy`: it lacks a character of the text. */
export type Encoded =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'lossy' };

const LATIN_1 = /^(?:iso[-_]?8859-?1|latin-?1|l1|cp819)$/;
const ASCII = /^(?:us-ascii|ascii|ansi_x3\.4-1968|iso646-us)$/;
/**
 * The library writes these with a mark and the low byte first. Most receivers expect the high byte first (RFC
 * 2781, 4.3), as Java writes it.
 */
const MARKED: ReadonlyMap<string, string> = new Map([
  ['utf-16', 'utf-16be'],
  ['utf16', 'utf-16be'],
  ['utf-32', 'utf-32be'],
  ['utf32', 'utf-32be'],
]);

/**
 * Encodes text in the charset that a request declares, in lower case. Nothing is replaced: a text that does
 * not fit is `lossy`.
 */
export function encodeText(text: string, charset: string): Encoded {
  if (charset === 'utf-8' || charset === 'utf8') return { kind: 'encoded', bytes: Buffer.from(text) };
  // A sender means Latin-1, not what browsers read it as.
  if (LATIN_1.test(charset)) return encodeByteByByte(text, /^[\0-\xff]*$/);
  if (ASCII.test(charset)) return encodeByteByByte(text, /^[\0-\x7f]*$/);
  const marked = MARKED.get(charset);
  const name = marked ?? charset;
  if (!isIconvCharset(name)) return { kind: 'unknown' };
  const bytes = iconv.encode(text, name, { addBOM: marked !== undefined });
  // Lone surrogates have no form in any charset.
  return iconv.decode(bytes, name) === text && !/\p{Surrogate}/u.test(text)
    ? { kind: 'encoded', bytes }
    : { kind: 'lossy' };
}

const encodeByteByByte = (text: string, pattern: RegExp): Encoded =>
  pattern.test(text) ? { kind: 'encoded', bytes: Buffer.from(text, 'latin1') } : { kind: 'lossy' };
