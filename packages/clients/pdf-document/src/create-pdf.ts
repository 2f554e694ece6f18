import type { PdfDefinition, PdfSummary } from './pdf-definition.ts';
import { createDocumentSupply, type DocumentOpener } from './render/document-supply.ts';
import { createRenderRequest } from './render/create-render-request.ts';

/** Options of `createPdf`. */
export interface CreatePdfOptions {
  /**
   * Opens the documents that the definition names. Default: only inline ones can be opened, such as an SVG.
   */
  readonly documents?: DocumentOpener | undefined;
  /** Aborts the drawing between two chunks of the file. Default: never. */
  readonly signal?: AbortSignal | undefined;
}

const inlineDocuments: DocumentOpener = {
  open(document) {
    if (document['camunda.document.type'] !== 'inline')
      return Promise.reject(new Error('The definition names a document: give documents to createPdf'));
    const bytes = Buffer.from(document.content);
    const { name, contentType } = document;
    const content = (async function* () {
      yield await Promise.resolve(bytes);
    })();
    return Promise.resolve({ fileName: name, contentType, size: bytes.byteLength, content });
  },
};

/**
 * Draws a document on the calling thread and resolves to its bytes. Meant for small documents, scripts and
 * tests: a service uses `createPdfRenderer`, whose threads are bounded in time and memory.
 * @throws PdfError, what `documents` throws, or the reason of the signal
 * @example
 * const { bytes, pages } = await createPdf({
 *   title: 'Offer 4711',
 *   language: 'en-GB',
 *   data: { customer: 'Ada Brandt' },
 *   content: [
 *     { type: 'heading', level: 1, text: 'Offer 4711' },
 *     { type: 'paragraph', text: 'For ${customer}' },
 *   ],
 * });
 */
export async function createPdf(
  definition: PdfDefinition,
  { documents = inlineDocuments, signal = new AbortController().signal }: CreatePdfOptions = {},
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
