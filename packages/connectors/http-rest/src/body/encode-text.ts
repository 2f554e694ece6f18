import { InputError } from '@jobwright/connector-sdk';
import { encodeText as encodeIn } from '@jobwright/http-client';

/**
 * Encodes text in the charset of the request. @throws InputError if the charset is unknown or lacks a
 * character
 */
export function encodeText(text: string, charset = 'utf-8'): string | Uint8Array {
  if (charset === 'utf-8' || charset === 'utf8') return text;
  const encoded = encodeIn(text, charset);
  switch (encoded.kind) {
    case 'encoded':
      return encoded.bytes;
    case 'lossy':
      throw refuseType(`The body has characters that ${charset} lacks; use utf-8`);
    case 'unknown':
      throw refuseType('This charset is unknown; use utf-8');
  }
}

/** An error of a body that its content type causes. */
export const refuseType = (message: string): InputError =>
  new InputError([{ path: 'headers["Content-Type"]', message }]);
