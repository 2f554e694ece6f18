import { LIMITS } from '../definition/limits.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { PdfError, tooLargeError } from '../pdf-error.ts';
import type { BoxSlice, RunningHeaders } from './slice.ts';

/** Where text stands on a page. */
export interface PageArea {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Pages {
  /** Ends the page before and gives the next one. */
  open(number: number): { readonly page: PageCanvas; readonly area: PageArea };
  /** Ends the last page. */
  close(): void;
}

/** How far the page is filled, and the headers that are repeated at the top of the next one. */
export interface PageCursor {
  readonly headers: RunningHeaders;
  /** Draws one slice wherever there is room for it, divided if it has to be. */
  place(slice: BoxSlice): void;
  startPage(): void;
  isEmpty(): boolean;
  /** The gap above a slice: none at the top of a page. */
  measureGap(slice: BoxSlice): number;
  hasRoomFor(height: number): boolean;
  /** Height of an empty page, with and without the repeated headers. */
  measurePage(): { readonly whole: number; readonly belowHeaders: number };
  pageCount(): number;
}

/** What sums of fractions may differ by. */
const TOLERANCE = 0.01;

export function createPageCursor(pages: Pages): PageCursor {
  let count = 0;
  let current = openNext();
  let y = current.area.top;
  let isEmpty = true;
  const headers = new Set<BoxSlice>();

  function openNext() {
    count += 1;
    if (count > LIMITS.pages) throw tooLargeError('pages', LIMITS.pages);
    return pages.open(count);
  }
  const startPage = (): void => {
    current = openNext();
    y = current.area.top;
    for (const header of headers) {
      header.draw(current.page, current.area.left, y);
      y += header.height;
    }
    isEmpty = true;
  };
  const measurePage = () => {
    const whole = current.area.bottom - current.area.top;
    return { whole, belowHeaders: whole - [...headers].reduce((sum, { height }) => sum + height, 0) };
  };
  const measureGap = (slice: BoxSlice): number => (isEmpty ? 0 : slice.gap);
  const room = (): number => current.area.bottom - y;
  const hasRoomFor = (height: number): boolean => height <= room() + TOLERANCE;
  const draw = (slice: BoxSlice): void => {
    y += measureGap(slice);
    slice.draw(current.page, current.area.left, y);
    y += slice.height;
    // A gap alone, as of a spacer, leaves a page empty on top only.
    isEmpty = isEmpty && slice.height === 0 && slice.gap === 0;
  };
  const divide = (slice: BoxSlice): readonly [BoxSlice, BoxSlice] | undefined => {
    const mayDivide =
      slice.breaksOnlyWhenTaller !== true || slice.height > measurePage().belowHeaders || isEmpty;
    return mayDivide ? slice.divide?.(room() - measureGap(slice)) : undefined;
  };

  return {
    headers: {
      add: (header) => void headers.add(header),
      remove: (header) => void headers.delete(header),
    },
    place(slice) {
      let rest: BoxSlice = slice;
      while (!hasRoomFor(measureGap(rest) + rest.height)) {
        const divided = divide(rest);
        if (divided !== undefined) {
          draw(divided[0]);
          rest = divided[1];
        } else if (isEmpty) throw new PdfError({ kind: 'block-too-tall', path: rest.path });
        startPage();
      }
      draw(rest);
    },
    startPage,
    isEmpty: () => isEmpty,
    measureGap,
    hasRoomFor,
    measurePage,
    pageCount: () => count,
  };
}
