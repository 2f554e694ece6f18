import type { OperationContext } from '@jobwright/connector-sdk';
import { checkText } from './check-text.ts';
import { checkTableWidth } from './draw-table.ts';
import { fonts } from './fonts.ts';
import type { GeneratePdfInput, GeneratePdfOutput } from './generate-pdf.schema.ts';
import { measureContent } from './measure-content.ts';
import { toDrawableWidth } from './pdf-canvas.ts';
import { renderPdf } from './render-pdf.ts';

/**
 * Makes a PDF and streams it into the document store. The same input gives the same bytes on each delivery of the job.
 * @throws ConnectorError with the codes of `errors.ts`; InputError when a table is too wide
 */
export async function generatePdf(
  input: GeneratePdfInput,
  context: OperationContext,
): Promise<GeneratePdfOutput> {
  return fonts.use(context.resources, undefined, async (loaded) => {
    checkTables(input);
    checkText(input.content, loaded);
    const { signal } = context;
    const rendered = renderPdf(input, { fonts: loaded, fileKey: context.idempotencyKey, signal });
    const measured = measureContent(rendered);
    const { fileName } = input;
    const document = await context.documents
      .create({ content: measured.content, fileName, contentType: 'application/pdf' }, { signal })
      .catch((error: unknown) => {
        throw measured.failure() ?? error;
      });
    return { document, fileName, ...measured.result() };
  });
}

function checkTables(input: GeneratePdfInput): void {
  const width = toDrawableWidth(input);
  for (const [index, block] of input.content.entries()) {
    if (block.type === 'table') checkTableWidth(block, { width, path: `content[${index}]` });
  }
}
