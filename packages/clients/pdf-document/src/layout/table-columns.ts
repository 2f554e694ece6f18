import type { Block, TableBlock } from '../definition/block.schema.ts';
import type { Row } from '../definition/table.schema.ts';
import { measureText } from '../text/layout-text.ts';
import { type LayoutContext, styleTexts } from './layout-context.ts';
import { writeCell } from './table-cells.ts';
import type { TableRow } from './table-rows.ts';
import { definitionError } from '../pdf-error.ts';

const MIN_WIDTH = 20;

interface Measured {
  readonly block: TableBlock;
  readonly sample: readonly TableRow[];
  readonly totals: readonly Row<Block>[];
}

/** Points of each column. @throws PdfError `definition` when they need more than there is */
export function computeColumnWidths(
  { block, sample, totals }: Measured,
  context: LayoutContext,
): readonly number[] {
  const { path, width: all } = context;
  const wanted = block.columns.map((column, index) => {
    if (typeof column.width === 'number') return { fixed: column.width };
    if (column.width === 'auto') return { auto: measureColumn({ block, sample, totals }, index, context) };
    if (column.width.endsWith('%')) return { fixed: (all * Number(column.width.slice(0, -1))) / 100 };
    return { share: Number(column.width.slice(0, -1) || '1') };
  });
  const sum = (key: 'fixed' | 'auto' | 'share'): number =>
    wanted.reduce((total, each) => total + (key in each ? readValue(each, key) : 0), 0);
  const [fixed, auto, shares] = [sum('fixed'), sum('auto'), sum('share')];
  const smallestShare = Math.min(...wanted.flatMap((each) => ('share' in each ? [each.share ?? 1] : [])));
  const room = all - fixed - (shares > 0 ? (MIN_WIDTH * shares) / smallestShare : 0);
  const tight = auto > room && auto > 0 ? Math.max(0, room) / auto : 1;
  const free = all - fixed - auto * tight;
  const widths = wanted.map((each) => {
    if ('auto' in each) return (each.auto ?? 0) * tight;
    return 'share' in each ? (free * (each.share ?? 1)) / shares : (each.fixed ?? 0);
  });
  const isTooWide = widths.reduce((total, width) => total + width, 0) > all + 0.5;
  if (isTooWide || widths.some((width) => width < Math.min(MIN_WIDTH, 10))) {
    throw definitionError([
      {
        path: `${path}.columns`,
        message: `The columns need more than the ${Math.floor(all)} points between the margins`,
      },
    ]);
  }
  return widths;
}

const readValue = (each: Readonly<Record<string, number | undefined>>, key: string): number => each[key] ?? 0;

/** The widest of its texts; cells over several columns do not count. */
function measureColumn({ block, sample, totals }: Measured, index: number, context: LayoutContext): number {
  const { tools, path } = context;
  const { theme } = tools;
  const column = block.columns[index];
  const headerStyle = theme.apply(context.style, 'tableHeader', path);
  const totalStyle = theme.apply(context.style, 'tableTotal', path);
  const measure = (text: Parameters<typeof styleTexts>[0], inner: LayoutContext): number =>
    measureText(styleTexts(text, inner, `${path}.columns[${index}]`), tools.text);
  let widest = measure(column?.header ?? '', { ...context, style: headerStyle });
  const rows = [
    ...sample.map((row) => ({ ...row, style: context.style })),
    ...totals.map((cells) => ({ cells, scope: context.scope, path, style: totalStyle })),
  ];
  for (const { cells, scope, style } of rows) {
    const cell = cells[index];
    if (
      cell === undefined ||
      cells.some((each) => typeof each === 'object' && each !== null && each.colSpan > 1)
    )
      continue;
    const inner = { ...context, scope, style };
    widest = Math.max(
      widest,
      measure(writeCell(cell, { format: column?.format, context: inner, path }), inner),
    );
  }
  return widest + 2 * block.padding + 0.5;
}
