import { createPageCursor, type Pages } from './page-cursor.ts';
import type { BoxSlice, Part, Slice } from './slice.ts';

export interface Pager {
  /** Takes the next slice; draws what can be drawn. */
  add(slice: Part | Extract<Slice, { readonly kind: 'break' }>): void;
  end(): void;
  pageCount(): number;
}

/** Points of a divided row or column that there has to be room for. */
const DIVIDED_HEIGHT = 40;

/**
 * Puts slices on pages, one below the other. What has to stay with what follows it is kept until that has
 * come; so at most about a page is in memory.
 */
export function createPager(pages: Pages): Pager {
  const cursor = createPageCursor(pages);
  const kept: Part[] = [];
  let keptHeight = 0;

  const flush = (): void => {
    const parts = kept.splice(0);
    keptHeight = 0;
    const boxes = parts.filter((part): part is BoxSlice => part.kind === 'box');
    const total = boxes.reduce(
      (sum, slice, index) => sum + slice.height + (index === 0 ? cursor.measureGap(slice) : slice.gap),
      0,
    );
    const fitsOnNext = total <= cursor.measurePage().belowHeaders + 0.01;
    const isOutOfRoom = boxes.length > 0 && !cursor.hasRoomFor(measureNeeded(boxes, total));
    if (isOutOfRoom && !cursor.isEmpty() && fitsOnNext) cursor.startArea();
    for (const part of parts) {
      if (part.kind === 'hook') part.run(cursor.flow);
      else cursor.place(part);
    }
  };

  return {
    add(slice) {
      if (slice.kind === 'break') {
        flush();
        if (slice.to === 'column') cursor.startArea();
        else cursor.startPage();
        return;
      }
      kept.push(slice);
      if (slice.kind === 'hook') {
        if (kept.every(({ kind }) => kind === 'hook')) flush();
        return;
      }
      keptHeight += slice.gap + slice.height;
      if (!slice.keep || keptHeight > cursor.measurePage().whole) flush();
    },
    end() {
      flush();
      pages.close();
    },
    pageCount: () => cursor.pageCount(),
  };
}

/** Of what can be divided, some lines are enough to stay on a page. */
function measureNeeded(boxes: readonly BoxSlice[], total: number): number {
  const last = boxes.at(-1);
  const isDivisible = last?.divide !== undefined && last.breaksOnlyWhenTaller !== true;
  return isDivisible ? total - Math.max(0, last.height - DIVIDED_HEIGHT) : total;
}
