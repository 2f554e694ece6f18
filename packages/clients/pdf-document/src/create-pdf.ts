import type { PdfDefinition, PdfSummary } from './pdf-definition.ts';
import { createDocumentSupply, type DocumentOpener } from './render/document-supply.ts';
import { createRenderRequest } from './render/create-render-request.ts';

/** What a drawing on the calling thread may be given. */
export interface CreatePdfOptions {
  /** Opens the documents that the definition names. Default: there are none. */
  readonly documents?: DocumentOpener | undefined;
  /** Ends the drawing between two chunks of the file. */
  readonly signal?: AbortSignal | undefined;
}

const noDocuments: DocumentOpener = {
  open: () => Promise.reject(new Error('The definition names a document: give documents to createPdf')),
};

/**
 * Draws a document on the calling thread and gives its bytes. For small documents, scripts and tests: a service uses `createPdfRenderer`,
 * whose threads are bounded in time and memory.
 * @throws PdfError; what `documents` throws, as it is; the reason of the signal
 */
export async function createPdf(
  definition: PdfDefinition,
  { documents = noDocuments, signal = new AbortController().signal }: CreatePdfOptions = {},
): Promise<PdfSummary & { readonly bytes: Uint8Array }> {
  // What draws is large: threads load it for themselves, and this one only when it draws itself.
  const { renderDocument } = await import('./render/render-document.ts');
  const drawn = renderDocument(createRenderRequest(definition), createDocumentSupply(documents, signal));
  const chunks: Uint8Array[] = [];
  for (;;) {
    signal.throwIfAborted();
    const step = await drawn.next();
    if (step.done === true) return { ...step.value, bytes: Buffer.concat(chunks) };
    chunks.push(step.value);
  }
}
