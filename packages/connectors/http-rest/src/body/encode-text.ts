import { InputError } from '@jobwright/connector-sdk';
import { encodeText as encodeIn } from '@jobwright/http-client';

/** Bytes in the charset a request claims. @throws InputError when that cannot be done without loss */
export function encodeText(text: string, charset = 'utf-8'): string | Uint8Array {
  if (charset === 'utf-8' || charset === 'utf8') return text;
  const encoded = encodeIn(text, charset);
  switch (encoded.kind) {
    case 'encoded':
      return encoded.bytes;
    case 'lossy':
      throw refuseType(`The body has characters that ${charset} lacks; use utf-8`);
    case 'unknown':
      throw refuseType('Nothing is known of this charset; use utf-8');
  }
}

/** What is wrong with a body is wrong with the type it was given. */
export const refuseType = (message: string): InputError =>
  new InputError([{ path: 'headers["Content-Type"]', message }]);
