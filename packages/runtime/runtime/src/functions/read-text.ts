import { decodeText, isKnownCharset } from '@jobwright/http-client';

const LATIN_1 = /^(?:iso[-_]?8859[-_]?1|latin-?1|l1)$/i;
const ASCII = /^(?:us-)?ascii$/i;

/**
 * Decodes text; `undefined` if the character set is unknown. Bytes that are not valid in it become U+FFFD.
 */
export function readText(bytes: Uint8Array, charset: string): string | undefined {
  // The web reads both as windows-1252, Java does not.
  if (LATIN_1.test(charset)) return Buffer.from(bytes).toString('latin1');
  if (ASCII.test(charset))
    return Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/[^\0-\x7f]/g, '\ufffd');
  // Without a byte order mark the higher byte comes first.
  const label = /^utf-?16$/i.test(charset) ? 'utf-16be' : charset.toLowerCase();
  return label !== '' && isKnownCharset(label) ? decodeText(bytes, label) : undefined;
}
