import { defineResource, type OperationContext } from '@jobwright/connector-sdk';
import { createPdfRenderer, PdfError, type PdfRendererOptions } from '@jobwright/pdf-document';
import { generatePdfError } from './errors.ts';
import type { GeneratePdfInput, GeneratePdfOutput } from './generate-pdf.schema.ts';

/** How much the connector may take: threads, memory, time. */
export type PdfOptions = PdfRendererOptions;

const renderers = defineResource({
  toKey: (options: PdfOptions) => JSON.stringify(options),
  open: createPdfRenderer,
  close: (renderer) => renderer.close(),
});

/**
 * Draws a PDF on a thread of its own and streams it into the document store. The same input gives the same
 * bytes on each delivery of the job.
 * @throws ConnectorError and RetryableError with the codes of `errors.ts`; InputError with the paths of what
 * is wrong
 */
export async function generatePdf(
  input: GeneratePdfInput,
  context: OperationContext,
  options: PdfOptions = {},
): Promise<GeneratePdfOutput> {
  const { documents, signal, idempotencyKey, resources } = context;
  const { fileName } = input;
  return renderers
    .use(resources, options, async (renderer) => {
      const drawn = await renderer.draw(
        { ...input, fileKey: idempotencyKey },
        {
          documents,
          signal,
          store: (content) =>
            documents.create({ content, fileName, contentType: 'application/pdf' }, { signal }),
        },
      );
      const { stored, pages, size, sha256, warnings } = drawn;
      return { document: stored, fileName, pages, size, sha256, warnings: [...warnings] };
    })
    .catch((error: unknown) => {
      throw error instanceof PdfError ? generatePdfError(error) : error;
    });
}
