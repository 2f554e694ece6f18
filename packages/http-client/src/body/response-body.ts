import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpBody } from '../http-message.ts';
import type { BodyQueue } from './body-queue.ts';
import type { Decoder } from './content-encodings.ts';

/** What a body fails with, as its reader sees it. */
export interface BodyFailures {
  toTooLarge(maxBytes: number): Error;
  /** For what a decompressor reports. */
  toFailure(error: Error): Error;
}

interface BodySettings {
  readonly decoders: readonly Decoder[];
  /** Of the body, as sent and decompressed. */
  readonly maxBytes: number;
}

/** The body of a response as its reader sees it: decompressed, and never more than `maxBytes`. */
export class ResponseBody implements HttpBody {
  private readonly queue: BodyQueue;
  private readonly decoders: readonly Decoder[];
  private readonly maxBytes: number;
  private readonly failures: BodyFailures;

  constructor(queue: BodyQueue, { decoders, maxBytes }: BodySettings, failures: BodyFailures) {
    this.queue = queue;
    this.decoders = decoders;
    this.maxBytes = maxBytes;
    this.failures = failures;
  }

  readUpTo(limit: number): Promise<Uint8Array | undefined> {
    const isAll = this.queue.collect(limit);
    // Most bodies come with their headers.
    return isAll === true && this.decoders.length === 0
      ? Promise.resolve(this.queue.peek())
      : this.readRest(limit, isAll);
  }

  private async readRest(limit: number, isAll: boolean | Promise<boolean>): Promise<Uint8Array | undefined> {
    if (!(await isAll)) return undefined;
    const bytes = this.queue.peek();
    if (this.decoders.length === 0 || bytes.byteLength === 0) return bytes;
    return decode(bytes, { limit, decoders: this.decoders, failures: this.failures });
  }

  /** The failure of a body that has more than `maxBytes`. */
  toTooLarge(maxBytes: number): Error {
    return this.failures.toTooLarge(maxBytes);
  }

  cancel(): void {
    this.queue.cancel();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { queue, decoders, maxBytes } = this;
    let size = 0;
    for await (const chunk of decoders.length === 0 ? queue : decodeStream(queue, decoders, this.failures)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw this.toTooLarge(maxBytes);
      yield chunk;
    }
  }
}

interface DecodeOptions {
  readonly limit: number;
  readonly decoders: readonly Decoder[];
  readonly failures: BodyFailures;
}

async function decode(
  bytes: Uint8Array,
  { limit, decoders, failures }: DecodeOptions,
): Promise<Uint8Array | undefined> {
  let decoded = bytes;
  for (const decoder of decoders) {
    try {
      decoded = await decoder.decode(decoded, { maxOutputLength: Math.max(limit, 1) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
      throw failures.toFailure(error);
    }
  }
  return decoded;
}

async function* decodeStream(
  queue: BodyQueue,
  decoders: readonly Decoder[],
  failures: BodyFailures,
): AsyncGenerator<Uint8Array> {
  let content: AsyncIterable<Uint8Array> = queue;
  for (const decoder of decoders) content = decodeWith(decoder, content, failures);
  yield* content;
}

async function* decodeWith(
  decoder: Decoder,
  content: AsyncIterable<Uint8Array>,
  failures: BodyFailures,
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
    if (error instanceof Error) throw failures.toFailure(error);
    throw error;
  } finally {
    stream.destroy();
    await fed;
  }
}
