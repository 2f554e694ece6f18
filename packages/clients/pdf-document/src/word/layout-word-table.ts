import type { FilledRow, FilledTable } from '@jobwright/word-template';
import { createRowSlice, type PlacedCell } from '../layout/row-slice.ts';
import { ARTIFACT, type BoxSlice, indentSlices, type Node, type Slices } from '../layout/slice.ts';
import { createSpannedSlice } from '../layout/spanned-rows.ts';
import { drawBorders } from './draw-paragraph.ts';
import { computeWidths } from './word-columns.ts';
import { collectWordParts } from './collect-word-parts.ts';
import { WORD_PATH, type WordContext } from './word-context.ts';
import { groupRows, spanCells, type SpannedCell } from './word-rows.ts';

/** Rows as they are filled; header rows at the top are drawn again on every page. */
export function* layoutWordTable(table: FilledTable, context: WordContext, gap: number): Slices {
  const { tools } = context.word;
  const columns = computeWidths(table, context);
  const width = columns.reduce((sum, column) => sum + column, 0);
  const free = context.width - width;
  const { align, indent } = table.look;
  const left = align === 'center' ? free / 2 : align === 'right' ? free : indent;
  const node = tools.node('Table', context.parent);
  yield* indentSlices(layoutRows(table, { context, columns, node, gap }), left);
}

interface TableLayout {
  readonly context: WordContext;
  /** Points of each column. */
  readonly columns: readonly number[];
  readonly node: Node;
  readonly gap: number;
}

function* layoutRows(table: FilledTable, layout: TableLayout): Slices {
  const { context, node } = layout;
  const { tools } = context.word;
  const head = tools.node('THead', node);
  const body = tools.node('TBody', node);
  const running: BoxSlice[] = [];
  let count = 0;
  let bodyRows = 0;
  for (const rows of groupRows(table.rows())) {
    tools.budget.spend('tableRows', rows.length);
    const isHeader = bodyRows === 0 && rows.every(({ look }) => look.isHeader);
    if (!isHeader && bodyRows === 0) {
      if (count > 0) yield { kind: 'hook', run: () => head.close() };
      for (const slice of running) yield { kind: 'hook', run: (flow) => flow.add(slice) };
    }
    const options = { isHeader, parent: isHeader ? head : body, gap: count === 0 ? layout.gap : 0 };
    yield* layoutGroup(rows, layout, options);
    if (isHeader) running.push(...(yield* collectRunning(rows, layout)));
    else bodyRows += rows.length;
    count += rows.length;
  }
  if (count === 0) return;
  yield {
    kind: 'hook',
    run(flow) {
      for (const slice of running) flow.remove(slice);
      if (bodyRows > 0) body.close();
      else head.close();
      node.close();
    },
  };
}

/** The header of the pages after the first one, hidden from screen readers. */
function* collectRunning(rows: readonly FilledRow[], layout: TableLayout): Slices<readonly BoxSlice[]> {
  const slices: BoxSlice[] = [];
  for (const slice of layoutGroup(rows, layout, { isHeader: true, parent: ARTIFACT, gap: 0 })) {
    if (slice.kind === 'wait') yield slice;
    if (slice.kind === 'box') slices.push(slice);
  }
  return slices;
}

interface GroupOptions {
  readonly isHeader: boolean;
  readonly parent: Node;
  readonly gap: number;
}

/** A row, or rows that cells span, as one slice. */
function* layoutGroup(
  rows: readonly FilledRow[],
  layout: TableLayout,
  { isHeader, parent, gap }: GroupOptions,
): Slices {
  const { tools } = layout.context.word;
  const cells: PlacedCell[] = [];
  const nodes: Node[] = [];
  for (const [index, row] of spanCells(rows).entries()) {
    const node = parent === ARTIFACT ? ARTIFACT : tools.node('TR', parent);
    nodes.push(node);
    for (const cell of row) cells.push(yield* layoutCell(cell, layout, { row: index, node, isHeader }));
  }
  const close = (): void => {
    for (const node of nodes) node.close();
  };
  const [first] = rows;
  const common = { cells, path: `${WORD_PATH} (a row of a table)`, gap, keep: isHeader, close };
  if (rows.length > 1) {
    yield createSpannedSlice({
      ...common,
      rowCount: rows.length,
      minHeight: rows.map(({ look }) => look.height),
    });
    return;
  }
  const mayBreak = first?.look.mayBreak === true && !isHeader;
  yield createRowSlice({
    ...common,
    minHeight: first?.look.height,
    isDivisible: true,
    breaksOnlyWhenTaller: !mayBreak,
  });
}

interface CellPosition {
  readonly row: number;
  readonly node: Node;
  readonly isHeader: boolean;
}

function* layoutCell(
  { cell, column, rowSpan }: SpannedCell,
  { columns, context }: TableLayout,
  { row, node: parent, isHeader }: CellPosition,
): Slices<PlacedCell> {
  const { tools } = context.word;
  const { look } = cell;
  const { padding, borders } = look;
  const sum = (from: number, to: number): number =>
    columns.slice(from, to).reduce((total, width) => total + width, 0);
  const width = sum(column, column + look.span);
  const node =
    parent === ARTIFACT
      ? ARTIFACT
      : tools.node(isHeader ? 'TH' : 'TD', parent, describeCell(look.span, rowSpan, isHeader));
  const inner = {
    ...context,
    width: Math.max(1, width - padding.left - padding.right),
    parent: node,
    isInCell: true,
  };
  const parts = yield* collectWordParts(context.word.layoutBlocks(cell.blocks(), inner), context.word);
  return {
    ...{ row, rowSpan, parts, width },
    x: sum(0, column),
    inset: padding.left,
    padding: Math.max(padding.top, padding.bottom),
    verticalAlign: look.verticalAlign,
    background: look.background,
    drawBorder: (page, box) => drawBorders(page, box, borders),
    close: () => node.close(),
  };
}

function describeCell(
  colSpan: number,
  rowSpan: number,
  isHeader: boolean,
): { readonly attributes: string | undefined } {
  const parts = [
    isHeader ? '/Scope/Column' : '',
    colSpan === 1 ? '' : `/ColSpan ${colSpan}`,
    rowSpan === 1 ? '' : `/RowSpan ${rowSpan}`,
  ].join('');
  return { attributes: parts === '' ? undefined : `/A <</O/Table${parts}>>` };
}
