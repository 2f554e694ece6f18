import type { Block } from './content.schema.ts';
import type { PdfCanvas } from './pdf-canvas.ts';

type TextBlock = Extract<Block, { readonly type: 'heading' | 'paragraph' | 'spacer' }>;

const BODY_SIZE = 10.5;
const HEADING_SIZES = { 1: 20, 2: 15, 3: 12 } as const;

export function drawTextBlock(canvas: PdfCanvas, block: TextBlock): void {
  switch (block.type) {
    case 'heading':
      return drawHeading(canvas, block);
    case 'paragraph':
      return drawParagraph(canvas, block.text);
    case 'spacer':
      return drawSpacer(canvas, block.height);
  }
}

function drawHeading(canvas: PdfCanvas, { text, level }: Extract<Block, { readonly type: 'heading' }>): void {
  const { document, left, width, top, bottom } = canvas;
  const size = HEADING_SIZES[level];
  document.font('bold', size);
  const spaceBefore = document.y > top ? size * 0.6 : 0;
  const height = document.heightOfString(text, { width });
  // A heading stays with what it heads: there has to be room for two lines below it.
  if (document.y > top && document.y + spaceBefore + height + 3 * BODY_SIZE > bottom) document.addPage();
  else document.y += spaceBefore;
  document.text(text, left, document.y, { width });
  document.y += size * 0.3;
}

function drawParagraph({ document, left, width }: PdfCanvas, text: string): void {
  document.font('regular', BODY_SIZE);
  document.text(text, left, document.y, { width, lineGap: 2 });
  document.y += BODY_SIZE * 0.6;
}

function drawSpacer({ document, bottom }: PdfCanvas, height: number): void {
  if (document.y + height > bottom) document.addPage();
  else document.y += height;
}
