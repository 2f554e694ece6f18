import { LIMITS } from '../definition/limits.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { PdfError, tooLargeError } from '../pdf-error.ts';
import type { BoxSlice, Flow, PageArea } from './slice.ts';

export interface Pages {
  /** Ends the page before and gives the next one, with its columns from left to right. */
  open(number: number): { readonly page: PageCanvas; readonly areas: Areas };
  /** Ends the last page. */
  close(): void;
}

export type Areas = readonly [first: PageArea, ...others: PageArea[]];

/** How far the page is filled, and the headers that are repeated at the top of the next one. */
export interface PageCursor {
  readonly flow: Flow;
  /** Draws one slice wherever there is room for it, divided if it has to be. */
  place(slice: BoxSlice): void;
  startPage(): void;
  /** The next column, or the first one of the next page. */
  startArea(): void;
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
  let [area] = current.areas;
  /** Columns to the right of this one. */
  let others: readonly PageArea[] = current.areas.slice(1);
  let y = area.top;
  /** The lower end of what the columns before hold. */
  let lowest = y;
  let isEmpty = true;
  /** Does the column begin where the page does? */
  let isWhole = true;
  const headers = new Set<BoxSlice>();

  function openNext() {
    count += 1;
    if (count > LIMITS.pages) throw tooLargeError('pages', LIMITS.pages);
    return pages.open(count);
  }
  const enter = (next: PageArea): void => {
    area = next;
    y = area.top;
    for (const header of headers) {
      header.draw(current.page, area.left, y);
      y += header.height;
    }
    isEmpty = true;
  };
  const startPage = (): void => {
    current = openNext();
    others = current.areas.slice(1);
    lowest = current.areas[0].top;
    isWhole = true;
    enter(current.areas[0]);
  };
  const startArea = (): void => {
    const [next, ...rest] = others;
    if (next === undefined) {
      startPage();
      return;
    }
    lowest = Math.max(lowest, y);
    others = rest;
    enter(next);
  };
  const divideRest = ([first, ...rest]: readonly PageArea[]): void => {
    if (first === undefined) return;
    const top = Math.max(lowest, y);
    isWhole = isWhole && isEmpty && top === area.top;
    others = rest.map((each) => ({ ...each, top }));
    area = { ...first, top };
    [y, lowest] = [top, top];
  };
  const measurePage = () => {
    const whole = area.bottom - area.top;
    return { whole, belowHeaders: whole - [...headers].reduce((sum, { height }) => sum + height, 0) };
  };
  const measureGap = (slice: BoxSlice): number => (isEmpty ? 0 : slice.gap);
  const room = (): number => area.bottom - y;
  const hasRoomFor = (height: number): boolean => height <= room() + TOLERANCE;
  const draw = (slice: BoxSlice): void => {
    y += measureGap(slice);
    slice.draw(current.page, area.left, y);
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
    flow: {
      add: (header) => void headers.add(header),
      remove: (header) => void headers.delete(header),
      divide: divideRest,
    },
    place(slice) {
      let rest: BoxSlice = slice;
      while (!hasRoomFor(measureGap(rest) + rest.height)) {
        const divided = divide(rest);
        if (divided !== undefined) {
          draw(divided[0]);
          rest = divided[1];
        } else if (isEmpty && isWhole) throw new PdfError({ kind: 'block-too-tall', path: rest.path });
        startArea();
      }
      draw(rest);
    },
    startPage,
    startArea,
    isEmpty: () => isEmpty,
    measureGap,
    hasRoomFor,
    measurePage,
    pageCount: () => count,
  };
}
