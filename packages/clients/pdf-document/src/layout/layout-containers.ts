import type { BlockOf } from '../definition/block.schema.ts';
import { type LayoutContext, refuseBreak } from './layout-context.ts';
import { createRowSlice } from './row-slice.ts';
import { type BoxSlice, collectParts, indentSlices, type Part, type Slices, measureHeight } from './slice.ts';

/** Blocks side by side. What does not fit a page goes on in the same columns on the next one. */
export function* layoutColumns(block: BlockOf<'columns'>, context: LayoutContext, gap: number): Slices {
  const { path } = context;
  const widths = shareWidths(block, context.width);
  const cells: { readonly x: number; readonly width: number; readonly parts: readonly Part[] }[] = [];
  let x = 0;
  for (const [index, column] of block.columns.entries()) {
    const width = widths[index] ?? 0;
    const inner = { ...context, width, path: `${path}.columns[${index}].content` };
    cells.push({
      x,
      width,
      parts: yield* collectParts(context.tools.layoutBlocks(column.content, inner), refuseBreak),
    });
    x += width + block.gap;
  }
  yield createRowSlice({
    cells: cells.map((cell) => ({
      ...cell,
      padding: 0,
      verticalAlign: 'top' as const,
      background: undefined,
      close: undefined,
    })),
    path,
    gap,
    keep: false,
    isDivisible: true,
  });
}

function shareWidths({ columns, gap }: BlockOf<'columns'>, width: number): readonly number[] {
  const shares = columns.map((column) =>
    typeof column.width === 'string' ? Number(column.width.slice(0, -1) || '1') : 0,
  );
  const fixed = columns.reduce(
    (sum, column) => sum + (typeof column.width === 'number' ? column.width : 0),
    0,
  );
  const free = Math.max(0, width - fixed - gap * (columns.length - 1));
  const all = shares.reduce((sum, share) => sum + share, 0) || 1;
  return columns.map((column, index) =>
    typeof column.width === 'number' ? column.width : (free * (shares[index] ?? 0)) / all,
  );
}

/** Blocks that belong together: on one page if they fit, on a background, in a frame. */
export function* layoutGroup(block: BlockOf<'group'>, context: LayoutContext, gap: number): Slices {
  const { tools, width, path } = context;
  const { padding } = block;
  const inner = { ...context, width: width - 2 * padding, path: `${path}.content` };
  const slices = indentSlices(tools.layoutBlocks(block.content, inner), padding);
  if (!block.keepTogether && block.background === undefined && block.border === undefined) {
    let isFirst = true;
    for (const slice of slices) {
      yield slice.kind === 'box' && isFirst ? { ...slice, gap: Math.max(gap, slice.gap) } : slice;
      if (slice.kind === 'box') isFirst = false;
    }
    return;
  }
  const parts = yield* collectParts(slices, refuseBreak);
  const background = block.background === undefined ? undefined : tools.theme.color(block.background);
  const border = block.border === undefined ? undefined : tools.theme.color(block.border);
  if (background === undefined && border === undefined) {
    yield* keepParts(parts, gap);
    return;
  }
  const frame = createRowSlice({
    cells: [{ x: 0, width, parts, padding, verticalAlign: 'top', background, close: undefined, inset: 0 }],
    path,
    gap,
    keep: false,
    isDivisible: true,
    breaksOnlyWhenTaller: block.keepTogether || measureHeight(parts) < 120,
    cellBorder: border,
  });
  yield frame;
}

function* keepParts(parts: readonly Part[], gap: number): Slices {
  const last = parts.findLastIndex(({ kind }) => kind === 'box');
  let isFirst = true;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'hook') {
      yield part;
      continue;
    }
    yield {
      ...part,
      gap: isFirst ? Math.max(gap, part.gap) : part.gap,
      keep: index < last || part.keep,
    } satisfies BoxSlice;
    isFirst = false;
  }
}
