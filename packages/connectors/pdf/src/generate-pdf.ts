import { ConnectorError, defineResource, type OperationContext } from '@jobwright/connector-sdk';
import type { GeneratePdfInput, GeneratePdfOutput } from './generate-pdf.schema.ts';
import { drawOnThread } from './render/draw-on-thread.ts';
import { relayContent } from './render/relay-content.ts';
import { createThreadPool, type ThreadPoolOptions } from './render/thread-pool.ts';
import { toRenderRequest } from './to-render-request.ts';

export interface PdfOptions extends ThreadPoolOptions {
  /** Milliseconds that drawing one document may take; waiting for documents and for the store does not count. Default 120,000. */
  readonly maxWorkMs?: number | undefined;
}

const pools = defineResource({
  toKey: (options: PdfOptions) => JSON.stringify(options),
  open: createThreadPool,
  close: (pool) => pool.close(),
});

/**
 * Draws a PDF on a thread of its own and streams it into the document store. The same input gives the same bytes on each
 * delivery of the job.
 * @throws ConnectorError with the codes of `errors.ts`; InputError with the paths of what is wrong
 */
export async function generatePdf(
  input: GeneratePdfInput,
  context: OperationContext,
  options: PdfOptions = {},
): Promise<GeneratePdfOutput> {
  const { documents, signal, idempotencyKey, resources } = context;
  const request = toRenderRequest(input, idempotencyKey);
  const { fileName } = input;
  return pools
    .use(resources, options, (pool) =>
      pool.run(signal, async (thread) => {
        const drawn = drawOnThread(thread, request, {
          documents,
          signal,
          maxWorkMs: options.maxWorkMs ?? 120_000,
        });
        const relay = relayContent(drawn);
        const document = await documents
          .create({ content: relay.content, fileName, contentType: 'application/pdf' }, { signal })
          .catch((error: unknown) => {
            throw relay.failure() ?? error;
          });
        const { pages, size, sha256, warnings } = relay.result();
        return { document, fileName, pages, size, sha256, warnings: [...warnings] };
      }),
    )
    .catch((error: unknown) => {
      if (error instanceof RangeError || isCloneError(error)) {
        throw new ConnectorError({
          code: 'PDF_TOO_LARGE',
          message: 'The input is nested too deep to be drawn',
          variables: { what: 'depth' },
          cause: error,
        });
      }
      throw error;
    });
}

const isCloneError = (error: unknown): boolean => error instanceof Error && error.name === 'DataCloneError';
