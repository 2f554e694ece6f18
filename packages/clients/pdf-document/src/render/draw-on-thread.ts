import type { DocumentInput } from '@jobwright/connector-sdk';
import type { RenderThread } from './create-thread.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import type { RenderRequest } from './render-request.ts';
import type { FromThread, ThreadFailure } from './thread-messages.ts';
import { exhaustedError, PdfError } from '../pdf-error.ts';

export interface DrawOptions {
  readonly supply: DocumentSupply;
  readonly signal: AbortSignal;
  /** Milliseconds that the thread may work; waiting for documents and for the store does not count. */
  readonly maxWorkMs: number;
}

/**
 * Has a document drawn and gives its bytes as they come; a thread that is ahead waits until they have been taken.
 * Documents that the drawing needs are read here, from the store, under the store's rules.
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
      thread.say({ kind: 'answer', call, bytes });
    } catch (error) {
      refusals.set(call, error);
      thread.say({ kind: 'refusal', call });
    }
  };
  const pull = async (stream: number, document: DocumentInput): Promise<Uint8Array | undefined> => {
    const known = streams.get(stream) ?? supply.stream(document)[Symbol.asyncIterator]();
    streams.set(stream, known);
    const step = await known.next();
    return step.done === true ? undefined : step.value;
  };
  try {
    thread.say({ kind: 'render', request });
    for (;;) {
      // To start a thread takes its time, but is no work on this document.
      const message = thread.isReady() ? await clock.run(hear(thread, signal)) : await hear(thread, signal);
      switch (message.kind) {
        case 'ready':
          break;
        case 'chunk':
          yield message.bytes;
          thread.say({ kind: 'taken', chunks: 1 });
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

async function hear(thread: RenderThread, signal: AbortSignal): Promise<FromThread> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([thread.hear(), aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}

/** Counts the time for which a thread is waited for. */
function createWorkClock(maxWorkMs: number) {
  let workedMs = 0;
  return {
    async run<Answer>(work: Promise<Answer>): Promise<Answer> {
      const startedAt = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(exhaustedError('time', `${maxWorkMs / 1000} seconds`)),
          maxWorkMs - workedMs,
        );
      });
      try {
        return await Promise.race([work, late]);
      } finally {
        clearTimeout(timer);
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
