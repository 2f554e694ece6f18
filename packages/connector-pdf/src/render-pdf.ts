import { setImmediate } from 'node:timers/promises';
import type { Block } from './content.schema.ts';
import { drawTable } from './draw-table.ts';
import { drawTextBlock } from './draw-text.ts';
import type { Fonts } from './fonts.ts';
import type { GeneratePdfInput } from './generate-pdf.schema.ts';
import { openPdfCanvas, type PdfCanvas } from './pdf-canvas.ts';

/**
 * Draws a document and gives its bytes as they are ready; returns the number of pages. It draws on only when the
 * bytes so far have been taken, and lets other work run between blocks and every few table rows.
 */
export async function* renderPdf(
  input: Omit<GeneratePdfInput, 'fileName'>,
  {
    fonts,
    fileKey,
    signal,
  }: { readonly fonts: Fonts; readonly fileKey: string; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array, number, undefined> {
  const canvas = openPdfCanvas(input, { fonts, fileKey });
  try {
    const steps = draw(canvas, input.content);
    while (steps.next().done !== true) {
      await setImmediate();
      signal.throwIfAborted();
      yield* takeReady(canvas.document);
    }
    canvas.document.end();
    yield* takeReady(canvas.document);
    return canvas.pages();
  } finally {
    canvas.document.destroy();
  }
}

function* draw(canvas: PdfCanvas, content: readonly Block[]): Generator<undefined, void, undefined> {
  for (const [index, block] of content.entries()) {
    if (block.type === 'table') yield* drawTable(canvas, block, { path: `content[${index}]` });
    else drawTextBlock(canvas, block);
    yield;
  }
}

function* takeReady(document: PDFKit.PDFDocument): Generator<Uint8Array, void, undefined> {
  for (;;) {
    const chunk: unknown = document.read();
    if (!(chunk instanceof Uint8Array)) return;
    yield chunk;
  }
}
