import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpBody } from '../http-message.ts';
import type { BodyQueue } from './body-queue.ts';
import type { Decoder } from './content-encodings.ts';

export interface ResponseBodyOptions {
  readonly queue: BodyQueue;
  readonly decoders: readonly Decoder[];
  /** Of the body, as sent and decompressed. */
  readonly maxBytes: number;
  readonly toTooLarge: () => Error;
  /** For what a decompressor reports. */
  readonly toFailure: (error: Error) => Error;
}

/** The body of a response as its reader sees it: decompressed, and never more than `maxBytes`. */
export function createResponseBody(options: ResponseBodyOptions): HttpBody {
  const { queue, decoders, maxBytes } = options;
  return {
    async readUpTo(limit) {
      if (!(await queue.collect(limit))) return undefined;
      const bytes = queue.peek();
      if (decoders.length === 0 || bytes.byteLength === 0) return bytes;
      return decode(bytes, limit, options);
    },
    cancel: () => queue.cancel(),
    async *[Symbol.asyncIterator]() {
      let size = 0;
      for await (const chunk of decoders.length === 0 ? queue : decodeStream(options)) {
        size += chunk.byteLength;
        if (size > maxBytes) throw options.toTooLarge();
        yield chunk;
      }
    },
  };
}

async function decode(
  bytes: Uint8Array,
  limit: number,
  { decoders, toFailure }: ResponseBodyOptions,
): Promise<Uint8Array | undefined> {
  let decoded = bytes;
  for (const decoder of decoders) {
    try {
      decoded = await decoder.decode(decoded, { maxOutputLength: Math.max(limit, 1) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
      throw toFailure(error);
    }
  }
  return decoded;
}

async function* decodeStream({
  queue,
  decoders,
  toFailure,
}: ResponseBodyOptions): AsyncGenerator<Uint8Array> {
  let content: AsyncIterable<Uint8Array> = queue;
  for (const decoder of decoders) content = decodeWith(decoder, content, toFailure);
  yield* content;
}

async function* decodeWith(
  decoder: Decoder,
  content: AsyncIterable<Uint8Array>,
  toFailure: (error: Error) => Error,
): AsyncGenerator<Uint8Array> {
  const source = content[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const stream = decoder.createStream(first.value[0] ?? 0);
  let sourceError: Error | undefined;
  const rest = (async function* () {
    try {
      yield first.value;
      for (;;) {
        const next = await source.next();
        if (next.done === true) return;
        yield next.value;
      }
    } catch (error) {
      if (error instanceof Error) sourceError = error;
      throw error;
    } finally {
      await source.return?.();
    }
  })();
  const fed = pipeline(Readable.from(rest, { objectMode: false }), stream).catch(() => undefined);
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    if (error instanceof Error) throw toFailure(error);
    throw error;
  } finally {
    stream.destroy();
    await fed;
  }
}
