import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { COLUMNS, makeRows, WIDTHS } from './report-rows.ts';

const fontFile = (name: string): string =>
  fileURLToPath(new URL(`../../../../packages/clients/pdf-document/fonts/${name}.ttf`, import.meta.url));

const LEFT = 50;
const BOTTOM = 841.89 - 50;
const PADDING = 5;

/**
 * The same report as one writes it by hand with pdfkit: no tags, no checks, no stream back-pressure. Gives
 * its pages.
 */
export async function drawWithPdfkit(wantedPages: number): Promise<number> {
  const document = new PDFDocument({ size: 'A4', margin: 50, autoFirstPage: false });
  document
    .registerFont('regular', fontFile('SourceSans3-Regular'))
    .registerFont('bold', fontFile('SourceSans3-SemiBold'));
  let pages = 0;
  document.on('pageAdded', () => (pages += 1));
  document.on('data', () => undefined);
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.addPage().font('bold', 22).text('Report');
  let y = document.y + 6;
  const drawRow = (cells: readonly string[], font: string): void => {
    document.font(font, 9.5);
    const heights = cells.map((cell, index) =>
      document.heightOfString(cell, { width: (WIDTHS[index] ?? 0) - 2 * PADDING }),
    );
    const height = Math.max(...heights) + 2 * PADDING;
    if (y + height > BOTTOM) {
      document.addPage();
      y = 50;
      drawRow(COLUMNS, 'bold');
      document.font(font, 9.5);
    }
    let x = LEFT;
    for (const [index, cell] of cells.entries()) {
      const width = WIDTHS[index] ?? 0;
      const align = index === 2 || index === 3 ? 'right' : 'left';
      document.text(cell, x + PADDING, y + PADDING, { width: width - 2 * PADDING, align, height: Infinity });
      x += width;
    }
    y += height;
    document.lineWidth(0.5).moveTo(LEFT, y).lineTo(x, y).stroke();
  };
  drawRow(COLUMNS, 'bold');
  for (const row of makeRows(wantedPages)) drawRow(row, 'regular');
  document.end();
  await ended;
  return pages;
}
