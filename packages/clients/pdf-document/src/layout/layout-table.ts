import type { TableBlock } from '../definition/block.schema.ts';
import { computeColumnWidths } from './table-columns.ts';
import type { LayoutContext } from './layout-context.ts';
import { layoutParagraph } from './layout-paragraph.ts';
import { openRowGroups, type RowGroups } from './row-groups.ts';
import { readRows } from './table-rows.ts';
import type { TableLayout } from './layout-cell.ts';
import { layoutRows } from './layout-rows.ts';
import { ARTIFACT, type BoxSlice, type Node, type Slices } from './slice.ts';
import { definitionError } from '../pdf-error.ts';

/** Rows that columns of width `auto` are measured by. */
const SAMPLE_ROWS = 200;

/** Rows as they are read. The header is drawn again on every page, the totals stay with the last row. */
export function* layoutTable(block: TableBlock, outer: LayoutContext, gap: number): Slices {
  const { tools, path } = outer;
  const node = tools.node('Table', outer.parent);
  const style = tools.theme.apply(tools.theme.apply(outer.style, 'tableCell', path), block.style, path);
  const context: LayoutContext = { ...outer, style, parent: node };
  const space = yield* layoutCaption(block, { outer, context, gap });
  const groups = yield* openRowGroups(readRows(block, context));
  const isMeasured = block.columns.some(({ width }) => width === 'auto');
  const sample = isMeasured ? yield* groups.sample(SAMPLE_ROWS) : [];
  const widths = computeColumnWidths({ block, sample, totals: block.totals }, context);
  const layout: TableLayout = { block, widths, context };
  const header = yield* layoutHeader(layout, space);
  yield* header.slices;
  const { running } = header;
  if (running !== undefined) yield { kind: 'hook', run: (flow) => flow.add(running) };

  const body = tools.node('TBody', node);
  const below = header.slices.length > 0 ? 0 : space;
  const count = yield* layoutBody(layout, groups, { parent: body, gap: below });
  if (count === 0 && header.slices.length === 0)
    throw definitionError([{ path: `${path}.rows`, message: 'A table without a header needs rows' }]);
  yield* layoutTotals(layout, { parent: body, gap: count === 0 ? below : 0 });
  yield {
    kind: 'hook',
    run(flow) {
      if (running !== undefined) flow.remove(running);
      if (count > 0 || block.totals.length > 0) body.close();
      node.close();
    },
  };
}

const CAPTION_GAP = 4;

interface CaptionOptions {
  /** Around the table. */
  readonly outer: LayoutContext;
  readonly context: LayoutContext;
  readonly gap: number;
}

/** Returns the gap above what comes next. */
function* layoutCaption(block: TableBlock, { outer, context, gap }: CaptionOptions): Slices<number> {
  if (block.caption === undefined) return gap;
  const { path } = outer;
  const style = outer.tools.theme.apply(outer.style, 'caption', path);
  const paragraph = { text: block.caption, tag: 'Caption', path: `${path}.caption`, gap };
  yield* keepAll(layoutParagraph(paragraph, { ...context, style }));
  return CAPTION_GAP;
}

interface Section {
  readonly parent: Node;
  /** Above the first row. */
  readonly gap: number;
}

/** Returns the number of rows. */
function* layoutBody(layout: TableLayout, groups: RowGroups, { parent, gap }: Section): Slices<number> {
  const hasTotals = layout.block.totals.length > 0;
  let index = 0;
  for (let rows = yield* groups.next(); rows !== undefined; rows = yield* groups.next()) {
    const keep = groups.isAtEnd() && hasTotals;
    yield* layoutRows(layout, { rows, parent, gap: index === 0 ? gap : 0, keep, index, kind: 'body' });
    index += rows.length;
  }
  return index;
}

function* layoutTotals(layout: TableLayout, { parent, gap }: Section): Slices {
  const { block, context } = layout;
  for (const [index, cells] of block.totals.entries()) {
    const rows = [{ path: `${context.path}.totals[${index}]`, cells, scope: context.scope }];
    const keep = index < block.totals.length - 1;
    yield* layoutRows(layout, { rows, parent, gap: index === 0 ? gap : 0, keep, index, kind: 'total' });
  }
}

function* keepAll(slices: Slices): Slices {
  for (const slice of slices) yield slice.kind === 'box' ? { ...slice, keep: true } : slice;
}

interface Header {
  readonly slices: readonly BoxSlice[];
  /** The header of the pages after the first one, hidden from screen readers. */
  readonly running: BoxSlice | undefined;
}

function* layoutHeader(layout: TableLayout, gap: number): Slices<Header> {
  const { block, context } = layout;
  const { tools, path } = context;
  if (block.columns.every(({ header }) => header === undefined || header === null))
    return { slices: [], running: undefined };
  const cells = block.columns.map(({ header, align }) => ({
    text: header ?? '',
    align,
    colSpan: 1,
    rowSpan: 1,
    header: true,
    verticalAlign: 'bottom' as const,
  }));
  const row = { path: `${path}.columns`, cells, scope: context.scope };
  const head = tools.node('THead', context.parent);
  const slices: BoxSlice[] = [];
  for (const slice of layoutRows(layout, {
    rows: [row],
    parent: head,
    gap,
    keep: true,
    index: 0,
    kind: 'header',
  })) {
    if (slice.kind === 'wait') yield slice;
    if (slice.kind === 'box') {
      slices.push({
        ...slice,
        draw(page, x, y) {
          slice.draw(page, x, y);
          head.close();
        },
      });
    }
  }
  let running: BoxSlice | undefined;
  for (const slice of layoutRows(
    { ...layout, isRepeated: true },
    { rows: [row], parent: ARTIFACT, gap: 0, keep: true, index: 0, kind: 'header' },
  )) {
    if (slice.kind === 'box') running = slice;
  }
  return { slices, running };
}
