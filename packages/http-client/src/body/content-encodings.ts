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
  /** The first byte tells variants of an encoding apart. */
  createStream(firstByte: number): Transform;
}

const gzipDecoder: Decoder = { decode: promisify(gunzip), createStream: () => createGunzip() };
const brotliDecoder: Decoder = {
  decode: promisify(brotliDecompress),
  createStream: () => createBrotliDecompress(),
};

// `deflate` means zlib format, but some servers send the raw stream.
const isZlibFormat = (firstByte: number): boolean => (firstByte & 0x0f) === 0x08;
const inflateAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflate);
const inflateRawAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflateRaw);
const deflateDecoder: Decoder = {
  decode: (bytes, options) =>
    isZlibFormat(bytes[0] ?? 0) ? inflateAsync(bytes, options) : inflateRawAsync(bytes, options),
  createStream: (firstByte) => (isZlibFormat(firstByte) ? createInflate() : createInflateRaw()),
};

const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzipDecoder],
  ['x-gzip', gzipDecoder],
  ['deflate', deflateDecoder],
  ['br', brotliDecoder],
]);

/** Nobody encodes a body more often, and each decoder takes memory of its own. */
const MAX_ENCODINGS = 3;

/** An answer is encoded more often than it is decoded. */
export class TooManyEncodingsError extends Error {
  override readonly name = 'TooManyEncodingsError';
  readonly code = 'ERR_ZLIB_TOO_MANY_ENCODINGS';
}

/**
 * Decoders in the order to apply them; those behind an encoding that is not known are left out.
 * @throws TooManyEncodingsError
 */
export function findDecoders(contentEncoding: string | readonly string[] | undefined): readonly Decoder[] {
  if (contentEncoding === undefined) return [];
  const decoders: Decoder[] = [];
  for (const encoding of contentEncoding.toString().toLowerCase().split(',').reverse()) {
    const decoder = DECODERS.get(encoding.trim());
    if (decoder === undefined) break;
    if (decoders.length === MAX_ENCODINGS)
      throw new TooManyEncodingsError(`It is encoded more than ${MAX_ENCODINGS} times`);
    decoders.push(decoder);
  }
  return decoders;
}
