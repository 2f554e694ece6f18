import { definitionError, type PdfError } from '../pdf-error.ts';
import { type CellGrid, createCellGrid } from './cell-grid.ts';
import { layoutCell, type TableLayout } from './layout-cell.ts';
import { createRowSlice, type PlacedCell } from './row-slice.ts';
import type { Node, Slices } from './slice.ts';
import { createSpannedSlice } from './spanned-rows.ts';
import { isRich } from './table-cells.ts';
import { createDecoration, type RowKind } from './table-look.ts';
import type { TableRow } from './table-rows.ts';

export interface RowsOptions {
  /** One row, or several that cells span. */
  readonly rows: readonly TableRow[];
  readonly parent: Node;
  readonly gap: number;
  readonly keep: boolean;
  /** Number of the first row, for the shading of every other one. */
  readonly index: number;
  readonly kind: RowKind;
}

/** Rows as one slice. */
export function* layoutRows(layout: TableLayout, options: RowsOptions): Slices {
  const { rows, parent, gap, keep, kind } = options;
  const { block, context, isRepeated = false } = layout;
  const { tools } = context;
  const grid = createCellGrid();
  const cells: PlacedCell[] = [];
  const nodes: Node[] = [];
  for (const rowIndex of rows.keys()) {
    const node = isRepeated ? parent : tools.node('TR', parent);
    nodes.push(node);
    cells.push(...(yield* layoutRow(layout, options, { rowIndex, node, grid })));
  }
  const common = {
    cells,
    path: rows[0]?.path ?? context.path,
    gap,
    keep,
    decorate: createDecoration(layout, kind),
    cellBorder: block.lines === 'grid' ? tools.theme.color('line') : undefined,
    close: (): void => {
      if (!isRepeated) for (const node of nodes) node.close();
    },
  };
  if (rows.length === 1) {
    const breaksOnlyWhenTaller = !block.breakRows;
    yield createRowSlice({ ...common, isDivisible: kind === 'body', breaksOnlyWhenTaller });
    return;
  }
  const minHeight = context.style.size * context.style.lineHeight + 2 * block.padding;
  yield createSpannedSlice({ ...common, rowCount: rows.length, minHeight });
}

interface RowPosition {
  readonly rowIndex: number;
  readonly node: Node;
  readonly grid: CellGrid;
}

function* layoutRow(
  layout: TableLayout,
  { rows, kind, index }: RowsOptions,
  { rowIndex, node, grid }: RowPosition,
): Slices<readonly PlacedCell[]> {
  const { block, widths } = layout;
  const row = rows[rowIndex];
  if (row === undefined) return [];
  const isShaded = block.zebra && kind === 'body' && (index + rowIndex) % 2 === 1;
  const cells: PlacedCell[] = [];
  grid.startRow();
  for (const [cellIndex, cell] of row.cells.entries()) {
    const column = grid.column();
    const span = isRich(cell) ? cell : { colSpan: 1, rowSpan: 1 };
    const path = `${row.path}[${cellIndex}]${kind === 'header' ? '.header' : ''}`;
    if (column + span.colSpan > widths.length) throw cellCountError(layout, row);
    if (rowIndex + span.rowSpan > rows.length)
      throw definitionError([{ path, message: 'A cell spans more rows than there are' }]);
    grid.add(span);
    cells.push(yield* layoutCell(layout, cell, { row, rowIndex, column, path, kind, isShaded, node }));
  }
  if (grid.column() !== widths.length) throw cellCountError(layout, row);
  return cells;
}

function cellCountError({ widths }: TableLayout, row: TableRow): PdfError {
  const hasSpans = row.cells.some((cell) => isRich(cell) && (cell.colSpan > 1 || cell.rowSpan > 1));
  const got = hasSpans ? 'their spans do not add up to that' : `got ${row.cells.length}`;
  return definitionError([
    { path: row.path, message: `Expected ${widths.length} cells, one for each column, but ${got}` },
  ]);
}
