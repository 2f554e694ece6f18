import { TextDecoder } from 'node:util';
import { InputError } from '@jobwright/connector-sdk';

export interface ContentType {
  /** Lower case, e.g. `application/json`; empty when unknown. */
  readonly mediaType: string;
  /** Lower case; `undefined` when it is not told. */
  readonly charset: string | undefined;
}

export function parseContentType(text: string | undefined): ContentType {
  const [mediaType = '', ...parameters] = (text ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return { mediaType, charset: charset?.slice('charset='.length).replaceAll(/["']/g, '') };
}

export const isJsonMediaType = (mediaType: string): boolean =>
  mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');

/** Bytes in the charset a request claims. @throws InputError when that cannot be done without loss */
export function encodeText(text: string, charset = 'utf-8'): string | Uint8Array {
  if (charset === 'utf-8' || charset === 'utf8') return text;
  const highest = { 'us-ascii': '\x7f', 'iso-8859-1': '\xff' }[charset];
  if (highest === undefined) {
    throw toCharsetError('Only the charsets utf-8, iso-8859-1 and us-ascii can be sent; use utf-8');
  }
  for (const character of text) {
    if (character > highest) throw toCharsetError(`The body has characters that ${charset} lacks; use utf-8`);
  }
  return Buffer.from(text, 'latin1');
}

const toCharsetError = (message: string): InputError =>
  new InputError([{ path: 'headers["Content-Type"]', message }]);

/** Text of a response; an unknown charset is read as UTF-8. */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  return createDecoder(charset).decode(bytes);
}

function createDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
