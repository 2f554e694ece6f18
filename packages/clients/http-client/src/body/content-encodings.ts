import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw,
} from 'node:zlib';

/** Undoes one content encoding. */
export interface Decoder {
  /** @throws Error `ERR_BUFFER_TOO_LARGE` */
  decode(bytes: Uint8Array, options: { readonly maxOutputLength: number }): Promise<Uint8Array>;
  /** The first byte distinguishes variants of an encoding. */
  createStream(firstByte: number): Transform;
  /** The memory it needs outside the JavaScript heap, by the first byte of the encoded body. */
  windowBytes(firstByte: number): number;
}

/** 32 KB of window plus its bookkeeping. */
const ZLIB_BYTES = 64 * 1024;
/** The largest window, assumed before the first byte is known. */
export const MAX_WINDOW_BYTES = 2 ** 24;

/** The window size in the first byte of a Brotli stream (RFC 7932, 9.1). */
function readBrotliWindowBytes(firstByte: number): number {
  if ((firstByte & 1) === 0) return 2 ** 16;
  const large = (firstByte >> 1) & 7;
  if (large > 0) return 2 ** (17 + large);
  const small = (firstByte >> 4) & 7;
  return 2 ** (small === 0 ? 17 : 8 + small);
}

const gzipDecoder: Decoder = {
  decode: promisify(gunzip),
  createStream: () => createGunzip(),
  windowBytes: () => ZLIB_BYTES,
};
const brotliDecoder: Decoder = {
  decode: promisify(brotliDecompress),
  createStream: () => createBrotliDecompress(),
  windowBytes: readBrotliWindowBytes,
};

// `deflate` means zlib format, but some servers send the raw stream.
const isZlibFormat = (firstByte: number): boolean => (firstByte & 0x0f) === 0x08;
const inflateAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflate);
const inflateRawAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflateRaw);
const deflateDecoder: Decoder = {
  decode: (bytes, options) =>
    isZlibFormat(bytes[0] ?? 0) ? inflateAsync(bytes, options) : inflateRawAsync(bytes, options),
  createStream: (firstByte) => (isZlibFormat(firstByte) ? createInflate() : createInflateRaw()),
  windowBytes: () => ZLIB_BYTES,
};

const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzipDecoder],
  ['x-gzip', gzipDecoder],
  ['deflate', deflateDecoder],
  ['br', brotliDecoder],
]);

/** Real bodies have fewer, and each decoder needs memory of its own. */
const MAX_ENCODINGS = 3;

/** A response has more encodings than are decoded. */
export class TooManyEncodingsError extends Error {
  override readonly name = 'TooManyEncodingsError';
  readonly code = 'ERR_ZLIB_TOO_MANY_ENCODINGS';
}

/**
 * The decoders in the order in which to apply them, up to the first encoding that is unknown.
 * @throws TooManyEncodingsError
 */
export function findDecoders(contentEncoding: string | readonly string[] | undefined): readonly Decoder[] {
  if (contentEncoding === undefined) return [];
  const decoders: Decoder[] = [];
  for (const item of contentEncoding.toString().toLowerCase().split(',').reverse()) {
    const encoding = item.trim();
    // Empty list items are ignored (RFC 9110, 5.6.1), and `identity` means no encoding.
    if (encoding === '' || encoding === 'identity') continue;
    const decoder = DECODERS.get(encoding);
    if (decoder === undefined) break;
    if (decoders.length === MAX_ENCODINGS)
      throw new TooManyEncodingsError(`It is encoded more than ${MAX_ENCODINGS} times`);
    decoders.push(decoder);
  }
  return decoders;
}
