import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { toFailure, toTooLarge } from './http-failure.ts';
import type { HttpHop } from './http-hop.ts';
import { type HttpResponse, readHeader } from './http-message.ts';

type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const gunzipAsync: Decompress = promisify(gunzip);
const inflateAsync: Decompress = promisify(inflate);
const inflateRawAsync: Decompress = promisify(inflateRaw);

// `deflate` means zlib format, but some servers send the raw stream.
const inflateAny: Decompress = (bytes, options) =>
  ((bytes[0] ?? 0) & 0x0f) === 0x08 ? inflateAsync(bytes, options) : inflateRawAsync(bytes, options);

const DECOMPRESS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', gunzipAsync],
  ['x-gzip', gunzipAsync],
  ['deflate', inflateAny],
  ['br', promisify(brotliDecompress)],
]);

/** Undoes the content encodings it knows, never into more than `maxBytes`; leaves others as they are. */
export async function decompressResponse(
  hop: HttpHop,
  response: HttpResponse,
  maxBytes: number,
): Promise<HttpResponse> {
  const encodings = readHeader(response.headers, 'content-encoding')?.toLowerCase().split(',') ?? [];
  let body = response.body;
  for (const encoding of encodings.reverse()) {
    const decompress = DECOMPRESS.get(encoding.trim());
    if (decompress === undefined || body.byteLength === 0) break;
    try {
      body = await decompress(body, { maxOutputLength: Math.max(maxBytes, 1) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const isTooLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      throw isTooLarge ? toTooLarge(hop, maxBytes) : toFailure(hop, error);
    }
  }
  return { ...response, body };
}
