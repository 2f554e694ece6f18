import type { Block, TableBlock } from '../definition/block.schema.ts';
import type { Cell } from '../definition/table.schema.ts';
import { type LayoutContext, refuseBreak } from './layout-context.ts';
import { layoutParagraph } from './layout-paragraph.ts';
import type { PlacedCell } from './row-slice.ts';
import { collectParts, type Node, type Slices } from './slice.ts';
import { isRich, writeCell } from './table-cells.ts';
import { chooseBackground, findRowStyle, type RowKind } from './table-look.ts';
import type { TableRow } from './table-rows.ts';

export interface TableLayout {
  readonly block: TableBlock;
  /** Points of each column. */
  readonly widths: readonly number[];
  readonly context: LayoutContext;
  /** A header on the pages after the first one: drawn, but hidden from screen readers. */
  readonly isRepeated?: boolean;
}

export interface CellPosition {
  readonly row: TableRow;
  /** Among the rows that are laid out together. */
  readonly rowIndex: number;
  readonly column: number;
  readonly path: string;
  readonly kind: RowKind;
  readonly isShaded: boolean;
  /** The row in the structure. */
  readonly node: Node;
}

/** One cell of a table, with its text or its blocks. */
export function* layoutCell(
  layout: TableLayout,
  cell: Cell<Block>,
  position: CellPosition,
): Slices<PlacedCell> {
  const { block, widths, context, isRepeated = false } = layout;
  const { tools } = context;
  const { row, rowIndex, column, path, kind } = position;
  const rich = isRich(cell) ? cell : undefined;
  const { colSpan = 1, rowSpan = 1 } = rich ?? {};
  const definition = block.columns[column];
  const width = sumOf(widths, column, column + colSpan);
  const node = isRepeated ? position.node : openCellNode(layout, rich, position);
  const styles = findRowStyle(layout, kind);
  const named = rich?.style === undefined ? styles : tools.theme.apply(styles, rich.style, path);
  const align = rich?.align ?? definition?.align ?? 'left';
  const inner: LayoutContext = {
    ...context,
    style: named.align === align ? named : { ...named, align },
    width: width - 2 * block.padding,
    scope: row.scope,
    path,
    parent: node,
  };
  const format = kind === 'header' ? undefined : definition?.format;
  const text = writeCell(cell, { format, context: inner, path });
  const slices =
    rich?.content === undefined
      ? layoutParagraph({ text, tag: undefined, path, gap: 0 }, inner)
      : tools.layoutBlocks(rich.content, { ...inner, path: `${path}.content` });
  const parts = yield* collectParts(slices, refuseBreak);
  const own = rich?.background === undefined ? undefined : tools.theme.color(rich.background);
  return {
    x: sumOf(widths, 0, column),
    width,
    inset: block.padding,
    padding: block.padding,
    parts,
    verticalAlign: rich?.verticalAlign ?? 'top',
    background: own ?? chooseBackground(layout, kind, position.isShaded),
    close: isRepeated ? undefined : () => node.close(),
    row: rowIndex,
    rowSpan,
  };
}

function sumOf(widths: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += widths[index] ?? 0;
  return sum;
}

type RichCell = Extract<Cell<Block>, { readonly colSpan: number }>;

function openCellNode(
  { context }: TableLayout,
  cell: RichCell | undefined,
  { kind, node }: CellPosition,
): Node {
  const isHeader = kind === 'header' || cell?.header === true;
  const { colSpan = 1, rowSpan = 1 } = cell ?? {};
  const parts = [
    isHeader ? `/Scope/${kind === 'header' ? 'Column' : 'Row'}` : '',
    colSpan === 1 ? '' : `/ColSpan ${colSpan}`,
    rowSpan === 1 ? '' : `/RowSpan ${rowSpan}`,
  ].join('');
  const attributes = parts === '' ? undefined : `/A <</O/Table${parts}>>`;
  return context.tools.node(isHeader ? 'TH' : 'TD', node, { attributes });
}
