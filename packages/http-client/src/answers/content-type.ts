import { TextDecoder } from 'node:util';

export interface ContentType {
  /** Lower case, e.g. `application/json`; empty when unknown. */
  readonly mediaType: string;
  /** Lower case; `undefined` when it is not told. */
  readonly charset: string | undefined;
}

const JSON_TYPE: ContentType = { mediaType: 'application/json', charset: undefined };

export function parseContentType(text: string | undefined): ContentType {
  // What most answers say, and that cheaply.
  if (text === 'application/json') return JSON_TYPE;
  const [mediaType = '', ...parameters] = (text ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return { mediaType, charset: charset?.slice('charset='.length).replaceAll(/["']/g, '').trim() };
}

export const isJsonMediaType = (mediaType: string): boolean =>
  mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');

/** Text of a response; an unknown charset is read as UTF-8. */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  return findDecoder(charset).decode(bytes);
}

const UTF_8 = new TextDecoder('utf-8');
/** Making one costs more than most texts. Charsets are what servers write, in many forms, so few are kept. */
const MAX_KEPT = 32;
const decoders = new Map<string, TextDecoder>();

function findDecoder(charset: string): TextDecoder {
  if (charset === 'utf-8') return UTF_8;
  const known = decoders.get(charset);
  if (known !== undefined) return known;
  const decoder = createDecoder(charset);
  if (decoder === undefined) return UTF_8;
  if (decoders.size >= MAX_KEPT) decoders.clear();
  decoders.set(charset, decoder);
  return decoder;
}

function createDecoder(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}
