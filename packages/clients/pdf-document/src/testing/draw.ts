import {
  type DocumentReference,
  type DocumentStore,
  isConnectorFailure,
  readDocument,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { createPdfRenderer, type PdfRendererOptions } from '../create-pdf-renderer.ts';
import type { PdfDefinition, PdfSummary } from '../pdf-definition.ts';
import { PdfError } from '../pdf-error.ts';
import { createMemoryStore } from './memory-store.ts';
import { readPdf, type ReadPdf } from './read-pdf.ts';

export interface Drawn {
  readonly bytes: Uint8Array;
  readonly read: ReadPdf;
  readonly result: PdfSummary;
}

/** How a drawing ended: `kind` is `drawn`, or that of the failure. */
export type Ending =
  { readonly kind: 'drawn'; readonly document: DocumentReference; readonly result: PdfSummary } | Failed;
export interface Failed {
  /** `store`: a document could not be loaded. */
  readonly kind: PdfError['failure']['kind'] | 'store';
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** One renderer for the tests of a file: a thread that draws takes a while to start. */
export interface Studio {
  draw(
    definition: JsonObject,
    options?: { readonly fileKey?: string; readonly password?: string },
  ): Promise<Drawn>;
  /** The facts of a drawing that fails, and its message. */
  fail(definition: JsonObject): Promise<Failed>;
  /** @throws Error that nobody expected */
  run(definition: JsonObject): Promise<Ending>;
  /** Puts something into the document store; gives it as it stands in a definition. */
  keep(content: Uint8Array | string, fileName?: string): Promise<JsonObject>;
  close(): Promise<void>;
}

export function openStudio(
  options?: PdfRendererOptions,
  documents: DocumentStore = createMemoryStore(),
): Studio {
  const renderer = createPdfRenderer(options);
  const signal = new AbortController().signal;
  const run = async (definition: JsonObject, fileKey = 'test'): Promise<Ending> => {
    try {
      const { stored, ...result } = await renderer.draw(
        { title: 'Test', fileKey, ...definition } as unknown as PdfDefinition,
        {
          documents,
          signal,
          store: (content) =>
            documents.create({ content, fileName: 'test.pdf', contentType: 'application/pdf' }, { signal }),
        },
      );
      return { kind: 'drawn', document: stored, result };
    } catch (error) {
      if (error instanceof PdfError) return { ...error.failure, message: error.message };
      if (isConnectorFailure(error)) return { kind: 'store', code: error.code, message: error.message };
      throw error;
    }
  };
  return {
    run,
    async draw(definition, { password, fileKey } = {}) {
      const ending = await run(definition, fileKey);
      if (ending.kind !== 'drawn') throw new Error(JSON.stringify(ending));
      const { result, document } = ending;
      const bytes = await readDocument(await documents.open(document, { signal }), { maxBytes: 200_000_000 });
      return { bytes, result, read: await readPdf(bytes, password) };
    },
    async fail(definition) {
      const ending = await run(definition);
      if (ending.kind === 'drawn') throw new Error(JSON.stringify(ending));
      return ending;
    },
    async keep(content, fileName = 'file') {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return (await documents.create(
        { content: bytes, fileName, contentType: 'application/octet-stream' },
        { signal },
      )) as unknown as JsonObject;
    },
    close: () => renderer.close(),
  };
}

export const inline = (content: string): JsonObject => ({ 'camunda.document.type': 'inline', content });
