import type { TableBlock } from '../definition/block.schema.ts';
import type { Box, PageCanvas } from '../pdf/canvas.ts';
import { type LayoutBlocks, type LayoutContext, refuseBreak } from './layout-context.ts';
import { layoutParagraph } from './layout-paragraph.ts';
import { type PlacedCell, createRowSlice } from './row-slice.ts';
import { isRich, writeCell } from './table-cells.ts';
import type { TableRow } from './table-rows.ts';
import { createSpannedSlice } from './spanned-rows.ts';
import { collectParts, type Node, type Slices } from './slice.ts';
import type { PdfError } from '../pdf-error.ts';
import { definitionError } from '../pdf-error.ts';

export type RowKind = 'header' | 'body' | 'total';

export interface RowLayout {
  readonly block: TableBlock;
  readonly widths: readonly number[];
  readonly context: LayoutContext;
  readonly layoutBlocks: LayoutBlocks;
  /** It has been read already: it is drawn for the eye alone. */
  readonly isRepeated?: boolean;
}

export interface RowsOptions {
  /** One row, or several that cells span. */
  readonly rows: readonly TableRow[];
  readonly parent: Node;
  readonly gap: number;
  readonly keep: boolean;
  /** Of the first row, for every other one to be shaded. */
  readonly index: number;
  readonly kind: RowKind;
}

/** Rows as one slice. */
export function* layoutRows(layout: RowLayout, options: RowsOptions): Slices {
  const { rows, parent, gap, keep, index, kind } = options;
  const { block, context } = layout;
  const { tools, path } = context;
  const taken = new Set<string>();
  const cells: PlacedCell[] = [];
  const rowNodes: Node[] = [];
  for (const [rowIndex, row] of rows.entries()) {
    const node = layout.isRepeated === true ? parent : tools.node('TR', parent);
    rowNodes.push(node);
    cells.push(
      ...(yield* layoutCells(layout, {
        row,
        rowIndex,
        node,
        kind,
        taken,
        shade: block.zebra && kind === 'body' && (index + rowIndex) % 2 === 1,
        rowCount: rows.length,
      })),
    );
  }
  const close = (): void => {
    if (layout.isRepeated !== true) for (const node of rowNodes) node.close();
  };
  const decorate = createDecoration(layout, kind);
  const cellBorder = block.lines === 'grid' ? tools.theme.color('line') : undefined;
  const rowPath = rows[0]?.path ?? path;
  if (rows.length === 1) {
    yield createRowSlice({
      cells,
      path: rowPath,
      gap,
      keep,
      isDivisible: kind === 'body',
      breaksOnlyWhenTaller: !block.breakRows,
      decorate,
      cellBorder,
      close,
    });
  } else {
    yield createSpannedSlice({
      cells,
      rowCount: rows.length,
      path: rowPath,
      gap,
      keep,
      decorate,
      cellBorder,
      close,
      minHeight: context.style.size * context.style.lineHeight + 2 * block.padding,
    });
  }
}

interface CellsOptions {
  readonly row: TableRow;
  readonly rowIndex: number;
  readonly node: Node;
  readonly kind: RowKind;
  /** Cells that row spans from above occupy, as `row,column`. */
  readonly taken: Set<string>;
  readonly shade: boolean;
  readonly rowCount: number;
}

function* layoutCells(
  layout: RowLayout,
  { row, rowIndex, node, kind, taken, shade, rowCount }: CellsOptions,
): Slices<readonly PlacedCell[]> {
  const { block, widths, context, layoutBlocks } = layout;
  const { tools } = context;
  const styles = getRowStyle(context, kind, block);
  const cells: PlacedCell[] = [];
  let column = 0;
  for (const [cellIndex, cell] of row.cells.entries()) {
    while (taken.has(`${rowIndex},${column}`)) column += 1;
    const { colSpan, rowSpan } = isRich(cell) ? cell : { colSpan: 1, rowSpan: 1 };
    const path = writeCellPath(row, cellIndex, kind);
    const definition = block.columns[column];
    if (definition === undefined || column + colSpan > widths.length) throw tooManyCells(layout, row);
    if (rowIndex + rowSpan > rowCount)
      throw definitionError([{ path, message: 'A cell spans more rows than there are' }]);
    for (let down = 1; down < rowSpan; down += 1) {
      for (let across = 0; across < colSpan; across += 1) taken.add(`${rowIndex + down},${column + across}`);
    }
    const x = sumOf(widths, 0, column);
    const width = sumOf(widths, column, column + colSpan);
    const rich = isRich(cell) ? cell : undefined;
    const isHeader = kind === 'header' || rich?.header === true;
    const td =
      layout.isRepeated === true
        ? node
        : tools.node(isHeader ? 'TH' : 'TD', node, {
            attributes: writeAttributes({
              colSpan,
              rowSpan,
              scope: isHeader ? (kind === 'header' ? 'Column' : 'Row') : undefined,
            }),
          });
    const align = rich?.align ?? definition.align;
    const named = rich?.style === undefined ? styles : tools.theme.apply(styles, rich.style, path);
    const style = named.align === align ? named : { ...named, align };
    const inner: LayoutContext = {
      ...context,
      style,
      width: width - 2 * block.padding,
      scope: row.scope,
      path,
      parent: td,
    };
    const text = writeCell(cell, {
      format: kind === 'header' ? undefined : definition.format,
      context: inner,
      path,
    });
    const parts = yield* collectParts(
      rich?.content === undefined
        ? layoutParagraph({ text, tag: undefined, path, gap: 0 }, inner)
        : layoutBlocks(rich.content, { ...inner, path: `${path}.content` }),
      refuseBreak,
    );
    const own = rich?.background === undefined ? undefined : tools.theme.color(rich.background);
    cells.push({
      x,
      width,
      inset: block.padding,
      padding: block.padding,
      parts,
      verticalAlign: rich?.verticalAlign ?? 'top',
      background: own ?? chooseBackground(layout, kind, shade),
      close: layout.isRepeated === true ? undefined : () => td.close(),
      row: rowIndex,
      rowSpan,
    });
    column += colSpan;
  }
  while (taken.has(`${rowIndex},${column}`)) column += 1;
  if (column !== widths.length) throw tooManyCells(layout, row);
  return cells;
}

const sumOf = (widths: readonly number[], from: number, to: number): number => {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += widths[index] ?? 0;
  return sum;
};

const writeCellPath = ({ path }: TableRow, cellIndex: number, kind: RowKind): string =>
  kind === 'header' ? `${path}[${cellIndex}].header` : `${path}[${cellIndex}]`;

function tooManyCells({ widths }: RowLayout, row: TableRow): PdfError {
  const spans = row.cells.some((cell) => isRich(cell) && (cell.colSpan > 1 || cell.rowSpan > 1));
  const got = spans ? 'their spans do not add up to that' : `got ${row.cells.length}`;
  return definitionError([
    { path: row.path, message: `Expected ${widths.length} cells, one for each column, but ${got}` },
  ]);
}

function writeAttributes({
  colSpan,
  rowSpan,
  scope,
}: {
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly scope: string | undefined;
}): string | undefined {
  if (colSpan === 1 && rowSpan === 1 && scope === undefined) return undefined;
  const parts = [
    scope === undefined ? '' : `/Scope/${scope}`,
    colSpan === 1 ? '' : `/ColSpan ${colSpan}`,
    rowSpan === 1 ? '' : `/RowSpan ${rowSpan}`,
  ];
  return `/A <</O/Table${parts.join('')}>>`;
}

const rowStyles = new WeakMap<object, Map<string, LayoutContext['style']>>();
/** One object for all rows of a kind: what is known of a style is known by it. */
function getRowStyle(
  { tools, style, path }: LayoutContext,
  kind: RowKind,
  block: TableBlock,
): LayoutContext['style'] {
  const known = rowStyles.get(style) ?? new Map<string, LayoutContext['style']>();
  rowStyles.set(style, known);
  const key = `${kind} ${block.headerStyle}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const plain =
    kind === 'body'
      ? style
      : tools.theme.apply(style, kind === 'header' ? 'tableHeader' : 'tableTotal', path);
  const made =
    kind === 'header' && block.headerStyle === 'filled'
      ? { ...plain, color: tools.theme.color('white') }
      : plain;
  known.set(key, made);
  return made;
}

function chooseBackground({ block, context }: RowLayout, kind: RowKind, shade: boolean): string | undefined {
  const { theme } = context.tools;
  if (kind === 'header') return block.headerStyle === 'filled' ? theme.color('accent') : undefined;
  return shade ? theme.color('soft') : undefined;
}

function createDecoration({ block, context }: RowLayout, kind: RowKind) {
  const line = context.tools.theme.color('line');
  const accent = context.tools.theme.color('accent');
  return (
    page: PageCanvas,
    { x, y, width, height }: Box,
    { isFirst }: { readonly isFirst: boolean },
  ): void => {
    if (block.lines === 'none') return;
    const [below, color] = kind === 'header' ? [1, accent] : [0.5, line];
    if (kind === 'total' && isFirst) page.line([x, y], [x + width, y], { width: 0.75, color: accent });
    page.line([x, y + height], [x + width, y + height], { width: below, color });
  };
}
