import { InputError } from '@jobwright/connector-sdk';

/** The highest character of each charset that is sent byte by byte. */
const HIGHEST: Readonly<Record<string, string>> = { 'us-ascii': '\x7f', 'iso-8859-1': '\xff' };

/** Bytes in the charset a request claims. @throws InputError when that cannot be done without loss */
export function encodeText(text: string, charset = 'utf-8'): string | Uint8Array {
  if (charset === 'utf-8' || charset === 'utf8') return text;
  const highest = HIGHEST[charset];
  if (highest === undefined) {
    throw refuseType('Only the charsets utf-8, iso-8859-1 and us-ascii can be sent; use utf-8');
  }
  for (const character of text) {
    if (character > highest) throw refuseType(`The body has characters that ${charset} lacks; use utf-8`);
  }
  return Buffer.from(text, 'latin1');
}

/** What is wrong with a body is wrong with the type it was given. */
export const refuseType = (message: string): InputError =>
  new InputError([{ path: 'headers["Content-Type"]', message }]);
