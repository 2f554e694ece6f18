import type { PdfDefinition, PdfSummary } from './pdf-definition.ts';
import { PdfError } from './pdf-error.ts';
import { createDocumentSupply, type DocumentOpener } from './render/document-supply.ts';
import { drawOnThread } from './render/draw-on-thread.ts';
import { relayContent } from './render/relay-content.ts';
import { createThreadPool, type ThreadPoolOptions } from './render/thread-pool.ts';
import { createRenderRequest } from './render/create-render-request.ts';

/** How much a renderer may take. */
export interface PdfRendererOptions extends ThreadPoolOptions {
  /**
   * Milliseconds that drawing one document may take; waiting for documents and for whoever stores the file
   * does not count. Default 120,000.
   */
  readonly maxWorkMs?: number | undefined;
}

/** One drawing. */
export interface DrawOptions<Stored> {
  /** Opens the documents that the definition names. */
  readonly documents: DocumentOpener;
  readonly signal: AbortSignal;
  /** Takes the bytes of the file as they are drawn, to the end. What it gives becomes `stored`. */
  readonly store: (content: AsyncIterable<Uint8Array>) => Promise<Stored>;
}

/** Draws on threads of its own. */
export interface PdfRenderer {
  /**
   * Draws a document and streams it into `store`. A thread that is ahead of it waits.
   * @throws PdfError; what `documents` and `store` throw, as it is; the reason of the signal
   */
  draw<Stored>(
    definition: PdfDefinition,
    options: DrawOptions<Stored>,
  ): Promise<PdfSummary & { readonly stored: Stored }>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/**
 * Starts no thread before the first document.
 * @example
 * import { createWriteStream } from 'node:fs';
 * import { pipeline } from 'node:stream/promises';
 *
 * const renderer = createPdfRenderer({ threads: 4, maxWorkMs: 30_000 });
 * const definition = { title: 'Hello', content: [{ type: 'paragraph', text: 'Hello' }] } as const;
 * const { pages } = await renderer.draw(definition, {
 *   documents: { open: () => Promise.reject(new Error('There are no documents')) },
 *   signal: new AbortController().signal,
 *   store: (content) => pipeline(content, createWriteStream('hello.pdf')),
 * });
 * await renderer.close();
 */
export function createPdfRenderer({ maxWorkMs = 120_000, ...options }: PdfRendererOptions = {}): PdfRenderer {
  const pool = createThreadPool(options);
  return {
    async draw(definition, { documents, signal, store }) {
      const request = createRenderRequest(definition);
      return pool
        .run(signal, async (thread) => {
          const supply = createDocumentSupply(documents, signal);
          const relay = relayContent(drawOnThread(thread, request, { supply, signal, maxWorkMs }));
          const stored = await store(relay.content).catch((error: unknown) => {
            throw relay.failure() ?? error;
          });
          return { ...relay.result(), stored };
        })
        .catch((error: unknown) => {
          if (error instanceof RangeError || isCloneError(error))
            throw new PdfError({ kind: 'too-nested' }, { cause: error });
          throw error;
        });
    },
    close: () => pool.close(),
  };
}

const isCloneError = (error: unknown): boolean => error instanceof Error && error.name === 'DataCloneError';
