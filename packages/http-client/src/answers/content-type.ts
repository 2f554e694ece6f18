import { TextDecoder } from 'node:util';

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
