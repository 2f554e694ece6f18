import { decodeWindows1252 } from '@jobwright/connector-sdk';

export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What keeps bytes from being a text, as a sentence. */
export class EncodingProblem extends Error {}

export interface TextReader {
  /** The next bytes of the file. @throws EncodingProblem */
  read(chunk: Uint8Array): string;
  /** @throws EncodingProblem when the file ends within a character */
  end(): string;
}

/**
 * Reads a text file as it comes: UTF-16 where a byte order mark says so, else `encoding`; default UTF-8. Byte
 * order marks are left out. Bytes that are no text in it are refused, never replaced.
 */
export function createTextReader(encoding: Encoding = 'utf-8'): TextReader {
  let decode: ((chunk: Uint8Array | undefined) => string) | undefined;
  let start: Uint8Array = new Uint8Array(0);
  const begin = (): string => {
    decode = pickDecoder(start, encoding);
    return decode(start);
  };
  const read = (chunk: Uint8Array): string => {
    if (decode !== undefined) return decode(chunk);
    start = Buffer.concat([start, chunk]);
    return start.byteLength < 3 ? '' : begin();
  };
  return {
    read: (chunk) => checkText(read(chunk)),
    end: () => checkText((decode === undefined ? begin() : '') + (decode?.(undefined) ?? '')),
  };
}

/** All of a text file. @throws EncodingProblem */
export function decodeText(bytes: Uint8Array, encoding: Encoding = 'utf-8'): string {
  const reader = createTextReader(encoding);
  return reader.read(bytes) + reader.end();
}

function pickDecoder(
  [first = 0, second = 0, third = 0]: Uint8Array,
  encoding: Encoding,
): (chunk: Uint8Array | undefined) => string {
  if (first === 0xff && second === 0xfe) return createDecode('utf-16le', 'UTF-16');
  if (first === 0xfe && second === 0xff) return createDecode('utf-16be', 'UTF-16');
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  if (encoding === 'windows-1252' && !isMarked) return decodeLatin;
  return createDecode('utf-8', 'UTF-8');
}

function createDecode(label: string, name: string): (chunk: Uint8Array | undefined) => string {
  const decoder = new TextDecoder(label, { fatal: true });
  return (chunk) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new EncodingProblem(`it is not text in ${name}`);
    }
  };
}

function decodeLatin(chunk: Uint8Array = new Uint8Array()): string {
  const text = decodeWindows1252(chunk);
  if (/[\u0080-\u009F]/.test(text)) throw new EncodingProblem('it is not text in windows-1252');
  return text;
}

/** No text has a zero; UTF-16 without a byte order mark has many. */
function checkText(text: string): string {
  if (text.includes('\u0000'))
    throw new EncodingProblem('it holds zero bytes, as UTF-16 without a byte order mark does');
  return text;
}
