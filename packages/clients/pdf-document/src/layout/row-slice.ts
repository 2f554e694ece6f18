import type { Box, PageCanvas } from '../pdf/canvas.ts';
import { type BoxSlice, divideParts, drawParts, type Part, measureHeight } from './slice.ts';

export interface RowCell {
  /** Points from the left edge of the row. */
  readonly x: number;
  readonly width: number;
  readonly parts: readonly Part[];
  /** Points above and below its parts. */
  readonly padding: number;
  /** From its left edge to its parts. Default: nothing. */
  readonly inset?: number | undefined;
  readonly verticalAlign: 'top' | 'middle' | 'bottom';
  readonly background: string | undefined;
  /** Draws lines of its own, over its background. */
  readonly drawBorder?: ((page: PageCanvas, box: Box) => void) | undefined;
  /** When all of it has been drawn. */
  readonly close: (() => void) | undefined;
}

/** A cell of several rows that cells span. */
export interface PlacedCell extends RowCell {
  readonly row: number;
  readonly rowSpan: number;
}

export interface RowOptions {
  readonly cells: readonly RowCell[];
  readonly path: string;
  readonly gap: number;
  readonly keep: boolean;
  readonly isDivisible: boolean;
  /** Divide it only when it is higher than a page. */
  readonly breaksOnlyWhenTaller?: boolean | undefined;
  /** Lines and the like, for the row or for each part of it. */
  readonly decorate?:
    | ((page: PageCanvas, box: Box, part: { readonly isFirst: boolean; readonly isLast: boolean }) => void)
    | undefined;
  /** Around each cell, as `#rrggbb`. */
  readonly cellBorder?: string | undefined;
  /** Points. Default: as high as its cells. */
  readonly minHeight?: number | undefined;
  readonly isContinued?: boolean | undefined;
  readonly close?: (() => void) | undefined;
}

/** Cells side by side as one slice, as high as the highest. It can be divided where every cell can. */
export function createRowSlice(options: RowOptions, isLast = true): BoxSlice {
  const { cells, path, gap, keep } = options;
  const content = Math.max(0, ...cells.map(({ parts, padding }) => measureHeight(parts) + 2 * padding));
  const height = Math.max(options.isContinued === true || !isLast ? 0 : (options.minHeight ?? 0), content);
  const width = Math.max(0, ...cells.map((cell) => cell.x + cell.width));
  return {
    kind: 'box',
    path,
    gap,
    keep,
    height,
    breaksOnlyWhenTaller: options.breaksOnlyWhenTaller,
    draw(page, x, y) {
      for (const cell of cells) {
        if (cell.background !== undefined)
          page.fill({ x: x + cell.x, y, width: cell.width, height }, cell.background);
      }
      if (options.cellBorder !== undefined) {
        for (const cell of cells)
          drawFrame(page, { x: x + cell.x, y, width: cell.width, height }, options.cellBorder);
      }
      for (const cell of cells) cell.drawBorder?.(page, { x: x + cell.x, y, width: cell.width, height });
      options.decorate?.(page, { x, y, width, height }, { isFirst: options.isContinued !== true, isLast });
      for (const cell of cells) {
        const free = height - 2 * cell.padding - measureHeight(cell.parts);
        const down = cell.verticalAlign === 'top' ? 0 : cell.verticalAlign === 'middle' ? free / 2 : free;
        drawParts(cell.parts, page, { x: x + cell.x + (cell.inset ?? 0), y: y + cell.padding + down });
        if (isLast) cell.close?.();
      }
      if (isLast) options.close?.();
    },
    ...(options.isDivisible ? { divide: (available: number) => divideRow(options, available) } : {}),
  };
}

function divideRow(options: RowOptions, available: number): readonly [BoxSlice, BoxSlice] | undefined {
  const divided = options.cells.map((cell) => divideParts(cell.parts, available - 2 * cell.padding));
  const hasProgress = divided.some(([taken]) => taken.some(({ kind }) => kind === 'box'));
  if (!hasProgress) return undefined;
  const withParts = (index: 0 | 1): readonly RowCell[] =>
    options.cells.map((cell, cellIndex) => ({
      ...cell,
      parts: divided[cellIndex]?.[index] ?? [],
      verticalAlign: 'top',
    }));
  return [
    createRowSlice({ ...options, cells: withParts(0), keep: false }, false),
    createRowSlice({ ...options, cells: withParts(1), gap: 0, isContinued: true }),
  ];
}

export function drawFrame(page: PageCanvas, { x, y, width, height }: Box, color: string): void {
  const stroke = { width: 0.5, color };
  const [right, bottom] = [x + width, y + height];
  page.line([x, y], [right, y], stroke);
  page.line([x, bottom], [right, bottom], stroke);
  page.line([x, y], [x, bottom], stroke);
  page.line([right, y], [right, bottom], stroke);
}
