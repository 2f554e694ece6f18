import type { TableBlock } from '../definition/block.schema.ts';
import { computeColumnWidths } from './table-columns.ts';
import type { LayoutContext, ContainerLayout } from './layout-context.ts';
import { layoutParagraph } from './layout-paragraph.ts';
import { readRows, type TableRow } from './table-rows.ts';
import { type RowLayout, layoutRows } from './table-row-slices.ts';
import { ARTIFACT, type BoxSlice, type Slices } from './slice.ts';
import { definitionError } from '../pdf-error.ts';

/** Rows that columns of width `auto` are measured by. */
const SAMPLE_ROWS = 200;

/** Rows as they come; the header is drawn again on every page, the totals stay with the last row. */
export function* layoutTable(
  block: TableBlock,
  outer: LayoutContext,
  { gap, layoutBlocks }: ContainerLayout,
): Slices {
  const { tools, path } = outer;
  const node = tools.node('Table', outer.parent);
  const style = tools.theme.apply(tools.theme.apply(outer.style, 'tableCell', path), block.style, path);
  const context: LayoutContext = { ...outer, style, parent: node };
  let space = gap;
  if (block.caption !== undefined) {
    const caption = { ...context, style: tools.theme.apply(outer.style, 'caption', path) };
    yield* keepAll(
      layoutParagraph({ text: block.caption, tag: 'Caption', path: `${path}.caption`, gap: space }, caption),
    );
    space = 4;
  }

  const rows = readRows(block, context);
  const sample: TableRow[] = [];
  let next = yield* rows.next();
  while (
    next !== undefined &&
    sample.length < SAMPLE_ROWS &&
    block.columns.some(({ width }) => width === 'auto')
  ) {
    sample.push(next);
    next = yield* rows.next();
  }
  const widths = computeColumnWidths({ block, sample, totals: block.totals }, context);
  const layout: RowLayout = { block, widths, context, layoutBlocks };
  const header = yield* layoutHeader(layout, space);
  if (header.slices.length > 0) space = 0;
  yield* header.slices;
  if (header.running !== undefined) {
    const { running } = header;
    yield { kind: 'hook', run: (flow) => flow.add(running) };
  }

  const body = tools.node('TBody', node);
  let index = 0;
  const hasTotals = block.totals.length > 0;
  const queue = sample;
  for (;;) {
    const current = queue.shift() ?? next;
    if (current === undefined) break;
    if (queue.length === 0 && current === next) next = yield* rows.next();
    const group = [current];
    for (
      let open = countOpenRows(current);
      open > 0;
      open = Math.max(open - 1, countOpenRows(group.at(-1) ?? current))
    ) {
      const following = queue.shift() ?? next;
      if (following === undefined) break;
      if (following === next) next = yield* rows.next();
      group.push(following);
    }
    const isLast = queue.length === 0 && next === undefined;
    yield* layoutRows(layout, {
      rows: group,
      parent: body,
      gap: index === 0 ? space : 0,
      keep: isLast && hasTotals,
      index,
      kind: 'body',
    });
    index += group.length;
  }
  if (index === 0 && header.slices.length === 0)
    throw definitionError([{ path: `${path}.rows`, message: 'A table without a header needs rows' }]);
  for (const [at, cells] of block.totals.entries()) {
    const row = { path: `${path}.totals[${at}]`, cells, scope: context.scope };
    yield* layoutRows(layout, {
      rows: [row],
      parent: body,
      gap: index === 0 && at === 0 ? space : 0,
      keep: at < block.totals.length - 1,
      index: at,
      kind: 'total',
    });
  }
  yield {
    kind: 'hook',
    run(flow) {
      if (header.running !== undefined) flow.remove(header.running);
      if (index > 0 || hasTotals) body.close();
      node.close();
    },
  };
}

const countOpenRows = (row: TableRow): number =>
  Math.max(0, ...row.cells.map((cell) => (typeof cell === 'object' && cell !== null ? cell.rowSpan - 1 : 0)));

function* keepAll(slices: Slices): Slices {
  for (const slice of slices) yield slice.kind === 'box' ? { ...slice, keep: true } : slice;
}

interface Header {
  readonly slices: readonly BoxSlice[];
  /** The same for the pages after the first one, where nobody has to hear it again. */
  readonly running: BoxSlice | undefined;
}

function* layoutHeader(layout: RowLayout, gap: number): Slices<Header> {
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
