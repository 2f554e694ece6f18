import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { endsWithin } from '@jobwright/concurrency';
import type { HttpBody } from '../http-message.ts';
import type { BodyQueue } from './body-queue.ts';
import { type Decoder, findDecoders, MAX_WINDOW_BYTES } from './content-encodings.ts';
import { createWindowBudget, type WindowBudget } from './window-budget.ts';

/** Creates the errors that the reader of a body sees. */
export interface BodyFailures {
  tooLargeError(maxBytes: number): Error;
  /** For an error of a decompressor. */
  toFailure(error: Error): Error;
}

interface BodySettings {
  /** `Content-Encoding`. */
  readonly encodings: string | readonly string[] | undefined;
  /** Of the body, as sent and decompressed. */
  readonly maxBytes: number;
}

/**
 * Shared by all responses of the process. Streamed ones can take long, so they have a budget of their own.
 */
const wholeWindows = createWindowBudget({ maxBytes: 4 * MAX_WINDOW_BYTES, waitMs: 60_000 });
const streamWindows = createWindowBudget({ maxBytes: 4 * MAX_WINDOW_BYTES, waitMs: 60_000 });
const SKIP_BYTES = 64 * 1024;
const SKIP_MS = 1_000;

/** The body of a response as its reader sees it: decompressed, and at most `maxBytes` long. */
export class ResponseBody implements HttpBody {
  private readonly queue: BodyQueue;
  private readonly encodings: BodySettings['encodings'];
  private readonly maxBytes: number;
  private readonly failures: BodyFailures;

  constructor(queue: BodyQueue, { encodings, maxBytes }: BodySettings, failures: BodyFailures) {
    this.queue = queue;
    this.encodings = encodings;
    this.maxBytes = maxBytes;
    this.failures = failures;
  }

  readUpTo(limit: number): Promise<Uint8Array | undefined> {
    if (this.encodings !== undefined) return this.readEncoded(limit);
    const isAll = this.queue.collect(limit);
    // Most bodies arrive together with their headers.
    return isAll === true ? Promise.resolve(this.queue.peek()) : this.readPlain(isAll);
  }

  private async readPlain(isAll: false | Promise<boolean>): Promise<Uint8Array | undefined> {
    return (await isAll) ? this.queue.peek() : undefined;
  }

  private async readEncoded(limit: number): Promise<Uint8Array | undefined> {
    const decoders = this.findDecoders();
    if (!(await this.queue.collect(limit))) return undefined;
    const bytes = this.queue.peek();
    if (decoders.length === 0 || bytes.byteLength === 0) return bytes;
    return decode(bytes, { limit, decoders, failures: this.failures });
  }

  /** The encoding matters only to those who read a body: the body of a redirect may have any. */
  private findDecoders(): readonly Decoder[] {
    try {
      return findDecoders(this.encodings);
    } catch (error) {
      this.cancel();
      throw error instanceof Error ? this.failures.toFailure(error) : error;
    }
  }

  /**
   * For a body that is not needed: a short one is read, so that its connection can be used again. Waits a
   * second at most. Never fails.
   */
  async skip(): Promise<void> {
    try {
      if (!(await endsWithin(SKIP_MS, this.skipShort()))) this.cancel();
    } catch {
      // Its request has been answered nevertheless.
    }
  }

  private async skipShort(): Promise<void> {
    if (!(await this.queue.collect(SKIP_BYTES))) this.cancel();
  }

  /** The error for a body that has more than `maxBytes`. */
  tooLargeError(maxBytes: number): Error {
    return this.failures.tooLargeError(maxBytes);
  }

  cancel(): void {
    this.queue.cancel();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { queue, maxBytes } = this;
    const decoders = this.findDecoders();
    let size = 0;
    for await (const chunk of decoders.length === 0 ? queue : decodeStream(queue, decoders, this.failures)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw this.tooLargeError(maxBytes);
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
    const release = await acquireWindow(wholeWindows, decoder.windowBytes(decoded[0] ?? 0), failures);
    try {
      decoded = await decoder.decode(decoded, { maxOutputLength: Math.max(limit, 1) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
      throw failures.toFailure(error);
    } finally {
      release();
    }
  }
  return decoded;
}

async function acquireWindow(
  budget: WindowBudget,
  bytes: number,
  failures: BodyFailures,
): Promise<() => void> {
  try {
    return await budget.acquire(bytes);
  } catch (error) {
    throw error instanceof Error ? failures.toFailure(error) : error;
  }
}

async function* decodeStream(
  queue: BodyQueue,
  decoders: readonly Decoder[],
  failures: BodyFailures,
): AsyncGenerator<Uint8Array> {
  let content: AsyncIterable<Uint8Array> = queue;
  // The first one acquires the memory for all: if each acquired its own, they could wait for each other.
  let others: number | undefined = (decoders.length - 1) * MAX_WINDOW_BYTES;
  for (const decoder of decoders) {
    content = decodeWith(decoder, content, { failures, others });
    others = undefined;
  }
  yield* content;
}

async function* decodeWith(
  decoder: Decoder,
  content: AsyncIterable<Uint8Array>,
  { failures, others }: { readonly failures: BodyFailures; readonly others: number | undefined },
): AsyncGenerator<Uint8Array> {
  const source = content[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const firstByte = first.value[0] ?? 0;
  const release =
    others === undefined
      ? () => undefined
      : await acquireWindow(streamWindows, decoder.windowBytes(firstByte) + others, failures).catch(
          async (error: unknown) => {
            await source.return?.();
            throw error;
          },
        );
  const stream = decoder.createStream(firstByte);
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
    release();
  }
}
