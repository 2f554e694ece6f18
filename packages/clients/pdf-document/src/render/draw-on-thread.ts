import { within } from '@jobwright/concurrency';
import type { DocumentInput } from '@jobwright/connector-sdk';
import type { RenderThread } from './create-thread.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import type { RenderRequest } from './render-request.ts';
import type { ThreadFailure } from './thread-messages.ts';
import { exhaustedError, PdfError } from '../pdf-error.ts';

export interface DrawOptions {
  readonly supply: DocumentSupply;
  readonly signal: AbortSignal;
  /** Milliseconds that the thread may work; waiting for documents and for the store does not count. */
  readonly maxWorkMs: number;
}

/**
 * Draws a document on a thread and yields its bytes as they arrive. The thread waits when it is too far
 * ahead. Documents that the drawing needs are read here, from the store, under the store's rules.
 */
export async function* drawOnThread(
  thread: RenderThread,
  request: RenderRequest,
  { supply, signal, maxWorkMs }: DrawOptions,
): AsyncGenerator<Uint8Array, PdfSummary, undefined> {
  const streams = new Map<number, AsyncIterator<Uint8Array>>();
  const refusals = new Map<number, unknown>();
  const clock = createWorkClock(maxWorkMs);
  const answer = async (call: number, work: Promise<Uint8Array | undefined>): Promise<void> => {
    try {
      const bytes = await work;
      thread.send({ kind: 'answer', call, bytes });
    } catch (error) {
      refusals.set(call, error);
      thread.send({ kind: 'refusal', call });
    }
  };
  const pull = async (stream: number, document: DocumentInput): Promise<Uint8Array | undefined> => {
    const known = streams.get(stream) ?? supply.stream(document)[Symbol.asyncIterator]();
    streams.set(stream, known);
    const step = await known.next();
    return step.done === true ? undefined : step.value;
  };
  try {
    thread.send({ kind: 'render', request });
    for (;;) {
      // Starting a thread takes time, but is not work on this document.
      const message = await (thread.isReady() ? clock.run(thread.receive(signal)) : thread.receive(signal));
      switch (message.kind) {
        case 'ready':
          break;
        case 'chunk':
          yield message.bytes;
          thread.send({ kind: 'taken', chunks: 1 });
          break;
        case 'read':
          await answer(message.call, supply.read(message.document, message.maxBytes));
          break;
        case 'pull':
          await answer(message.call, pull(message.stream, message.document));
          break;
        case 'done':
          return message.result;
        case 'failed':
          throw drawingError(message.failure, refusals);
      }
    }
  } finally {
    for (const stream of streams.values()) await stream.return?.();
  }
}

/** Limits the time that is spent waiting for a thread. */
function createWorkClock(maxWorkMs: number) {
  let workedMs = 0;
  return {
    async run<Answer>(work: Promise<Answer>): Promise<Answer> {
      const startedAt = performance.now();
      const timeoutError = (): PdfError => exhaustedError('time', `${maxWorkMs / 1000} seconds`);
      try {
        return await within({ timeoutMs: maxWorkMs - workedMs, timeoutError }, work);
      } finally {
        workedMs += performance.now() - startedAt;
      }
    },
  };
}

function drawingError(failure: ThreadFailure, refusals: ReadonlyMap<number, unknown>): unknown {
  switch (failure.kind) {
    case 'pdf':
      return new PdfError(failure.failure);
    case 'refused':
      return refusals.get(failure.call) ?? new Error('A document could not be loaded');
    case 'unexpected':
      return Object.assign(
        new Error(failure.message),
        failure.stack === undefined ? {} : { stack: failure.stack },
      );
  }
}
