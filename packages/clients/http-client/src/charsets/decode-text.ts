import { TextDecoder } from 'node:util';
import { decodeWindows1252 } from '@jobwright/connector-sdk';
import iconv from 'iconv-lite';
import { isIconvCharset } from './is-iconv-charset.ts';

type Decode = (bytes: Uint8Array) => string;

/**
 * Decodes text. A byte order mark takes precedence over the charset (Encoding standard), ISO-8859-1 and
 * US-ASCII mean windows-1252. Without a charset, or with an unknown one, it is UTF-8, or windows-1252 if it
 * is not valid UTF-8. Never throws: bytes that cannot be decoded become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  return (findMarked(bytes) ?? findUnmarked(bytes, charset) ?? findDecoder(charset ?? ''))(bytes);
}

/** Whether `decodeText` knows the charset. */
export const isKnownCharset = (charset: string): boolean => createDecoder(charset) !== undefined;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const utf8 = new TextDecoder('utf-8');

const decodeUtf8: Decode = (bytes) => utf8.decode(bytes);
const decodeUnknown: Decode = (bytes) => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
};

function findMarked(bytes: Uint8Array): Decode | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeUtf8;
  if (first === 0xfe && second === 0xff) return findDecoder('utf-16be');
  if (first === 0xff && second === 0xfe && !(third === 0 && bytes[3] === 0)) return findDecoder('utf-16le');
  return undefined;
}

/**
 * UTF-16 without a mark shows its byte order by the zero in its first character, which in JSON and XML is
 * ASCII.
 */
function findUnmarked(bytes: Uint8Array, charset = 'utf-16'): Decode | undefined {
  const [first, second] = bytes;
  if (charset !== 'utf-16' || bytes.byteLength % 2 !== 0 || (first === 0) === (second === 0))
    return undefined;
  return findDecoder(first === 0 ? 'utf-16be' : 'utf-16le');
}

/**
 * Creating a decoder costs more than decoding most texts. Servers write charsets in many forms, so only a few
 * decoders are kept.
 */
const MAX_KEPT = 32;
const MAX_LABEL_LENGTH = 50;
const decoders = new Map<string, Decode>([
  ['', decodeUnknown],
  ['utf-8', decodeUtf8],
]);

function findDecoder(charset: string): Decode {
  const known = decoders.get(charset);
  if (known !== undefined) return known;
  const decoder = createDecoder(charset);
  if (decoder === undefined) return decodeUnknown;
  if (charset.length > MAX_LABEL_LENGTH) return decoder;
  if (decoders.size < MAX_KEPT) decoders.set(charset, decoder);
  return decoder;
}

function createDecoder(charset: string): Decode | undefined {
  try {
    const decoder = new TextDecoder(charset);
    // It has many names in the standard, ISO-8859-1 and US-ASCII among them. Node reads it as Latin-1.
    if (decoder.encoding === 'windows-1252') return decodeWindows1252;
    return (bytes) => decoder.decode(bytes);
  } catch {
    const label = charset.trim();
    return isIconvCharset(label) ? (bytes) => iconv.decode(Buffer.from(bytes), label) : undefined;
  }
}
