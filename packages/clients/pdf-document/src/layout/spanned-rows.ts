import { drawParts, measureHeight, type BoxSlice } from './slice.ts';
import { drawFrame, type PlacedCell, type RowOptions } from './row-slice.ts';

interface SpannedRows extends Pick<
  RowOptions,
  'path' | 'gap' | 'keep' | 'decorate' | 'cellBorder' | 'close'
> {
  readonly cells: readonly PlacedCell[];
  readonly rowCount: number;
  /** Points of a row without any text; of each row where they differ. */
  readonly minHeight: number | readonly number[];
}

/**
 * Rows that cells span, as one slice that is never divided. What a spanning cell needs more, the last of its
 * rows gets.
 */
export function createSpannedSlice({
  cells,
  rowCount,
  path,
  gap,
  keep,
  decorate,
  cellBorder,
  close,
  minHeight,
}: SpannedRows): BoxSlice {
  const heights = computeRowHeights(cells, rowCount, minHeight);
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, 0));
  const total = heights.reduce((sum, height) => sum + height, 0);
  const width = Math.max(0, ...cells.map((cell) => cell.x + cell.width));
  const heightOf = ({ row, rowSpan }: PlacedCell): number =>
    heights.slice(row, row + rowSpan).reduce((sum, height) => sum + height, 0);
  return {
    kind: 'box',
    path,
    gap,
    keep,
    height: total,
    draw(page, x, y) {
      for (const [index, height] of heights.entries()) {
        decorate?.(
          page,
          { x, y: y + (tops[index] ?? 0), width, height },
          { isFirst: index === 0, isLast: true },
        );
      }
      for (const cell of cells) {
        const top = y + (tops[cell.row] ?? 0);
        const height = heightOf(cell);
        if (cell.rowSpan > 1 && cell.drawBorder === undefined) {
          const cover = { x: x + cell.x, y: top + 0.5, width: cell.width, height: height - 1 };
          page.fill(cover, cell.background ?? '#ffffff');
        } else if (cell.background !== undefined)
          page.fill({ x: x + cell.x, y: top, width: cell.width, height }, cell.background);
        if (cellBorder !== undefined)
          drawFrame(page, { x: x + cell.x, y: top, width: cell.width, height }, cellBorder);
        cell.drawBorder?.(page, { x: x + cell.x, y: top, width: cell.width, height });
        const free = height - 2 * cell.padding - measureHeight(cell.parts);
        const down = cell.verticalAlign === 'top' ? 0 : cell.verticalAlign === 'middle' ? free / 2 : free;
        drawParts(cell.parts, page, { x: x + cell.x + (cell.inset ?? 0), y: top + cell.padding + down });
        cell.close?.();
      }
      close?.();
    },
  };
}

function computeRowHeights(
  cells: readonly PlacedCell[],
  rowCount: number,
  minHeight: SpannedRows['minHeight'],
): readonly number[] {
  const heights = Array.from({ length: rowCount }, (_, index) =>
    typeof minHeight === 'number' ? minHeight : (minHeight[index] ?? 0),
  );
  for (const cell of cells) {
    if (cell.rowSpan > 1) continue;
    heights[cell.row] = Math.max(heights[cell.row] ?? 0, measureHeight(cell.parts) + 2 * cell.padding);
  }
  for (const cell of cells.filter(({ rowSpan }) => rowSpan > 1)) {
    const last = cell.row + cell.rowSpan - 1;
    const there = heights.slice(cell.row, last + 1).reduce((sum, height) => sum + height, 0);
    const missing = measureHeight(cell.parts) + 2 * cell.padding - there;
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  return heights;
}
