import { InputError } from '@jobwright/connector-sdk';
import type { TableBlock } from './content.schema.ts';
import { toRowTooTall } from './errors.ts';
import type { PdfCanvas } from './pdf-canvas.ts';

const TEXT_SIZE = 9;
const PADDING = 4;
const MIN_COLUMN_WIDTH = 20;
const ROWS_PER_STEP = 20;

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right' | 'center';
}

/**
 * Draws a table, some rows at each step; the header is repeated on every page.
 * @throws ConnectorError `PDF_ROW_TOO_TALL`
 */
export function* drawTable(
  canvas: PdfCanvas,
  table: TableBlock,
  { path }: { readonly path: string },
): Generator<undefined, void, undefined> {
  const { document, top, bottom } = canvas;
  const columns = toColumns(canvas, table, path);
  const header = toRow(canvas, columns, {
    cells: table.columns.map((column) => column.header),
    font: 'bold',
  });
  let onEmptyPage = document.y <= top;
  let headerDrawn = false;

  for (const [index, cells] of table.rows.entries()) {
    const row = toRow(canvas, columns, { cells, font: 'regular' });
    if (top + header.height + row.height > bottom) throw toRowTooTall(`${path}.rows[${index}]`);
    const needed = row.height + (headerDrawn ? 0 : header.height);
    if (document.y + needed > bottom && !onEmptyPage) {
      document.addPage();
      headerDrawn = false;
    }
    if (!headerDrawn) header.draw();
    row.draw();
    headerDrawn = true;
    onEmptyPage = false;
    if (index % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
  }
  if (table.rows.length === 0) {
    if (top + header.height > bottom) throw toRowTooTall(`${path}.columns`);
    if (document.y + header.height > bottom) document.addPage();
    header.draw();
  }
  document.y += TEXT_SIZE;
}

/** Checks the widths of a table before anything is drawn. */
export function checkTableWidth(
  table: TableBlock,
  { width, path }: { readonly width: number; readonly path: string },
): void {
  const { fixed, shared, sharing } = toWidths(table, width);
  if (sharing === 0 ? fixed <= width : shared >= MIN_COLUMN_WIDTH) return;
  const message = `The columns need more than the ${Math.floor(width)} points between the margins`;
  throw new InputError([{ path: `${path}.columns`, message }]);
}

function toWidths({ columns }: TableBlock, width: number) {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const sharing = columns.filter((column) => column.width === undefined).length;
  return { fixed, sharing, shared: (width - fixed) / Math.max(sharing, 1) };
}

function toColumns({ left, width }: PdfCanvas, table: TableBlock, path: string): readonly Column[] {
  checkTableWidth(table, { width, path });
  const { shared } = toWidths(table, width);
  let x = left;
  return table.columns.map((column) => {
    const placed = { x, width: column.width ?? shared, align: column.align };
    x += placed.width;
    return placed;
  });
}

interface Row {
  readonly height: number;
  draw(): void;
}

function toRow(
  { document }: PdfCanvas,
  columns: readonly Column[],
  { cells, font }: { readonly cells: readonly string[]; readonly font: 'regular' | 'bold' },
): Row {
  document.font(font, TEXT_SIZE);
  const placed = columns.map((column, index) => ({
    ...column,
    text: cells[index] ?? '',
    width: column.width - 2 * PADDING,
  }));
  const heights = placed.map(({ text, width }) =>
    text === '' ? 0 : document.heightOfString(text, { width }),
  );
  const height = Math.max(document.currentLineHeight(true), ...heights) + 2 * PADDING;
  return {
    height,
    draw() {
      const { y } = document;
      document.font(font, TEXT_SIZE);
      for (const { text, x, width, align } of placed) {
        // Without a bound of its own a text that ends at the margin would open another page.
        if (text !== '') document.text(text, x + PADDING, y + PADDING, { width, align, height: Infinity });
      }
      const [first, last] = [columns[0], columns.at(-1)];
      if (first !== undefined && last !== undefined) {
        document
          .lineWidth(font === 'bold' ? 1 : 0.4)
          .strokeColor('#999999')
          .moveTo(first.x, y + height)
          .lineTo(last.x + last.width, y + height)
          .stroke();
      }
      document.y = y + height;
    },
  };
}
