import { LIMITS } from '../definition/limits.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import type { BoxSlice, Part, RunningHeaders, Slice } from './slice.ts';
import { PdfError, tooLargeError } from '../pdf-error.ts';

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

export interface Pager {
  /** Takes the next slice; draws what can be drawn. */
  add(slice: Part | Extract<Slice, { readonly kind: 'break' }>): void;
  end(): void;
  pageCount(): number;
}

/** Points of a divided row or column that there has to be room for. */
const DIVIDED_HEIGHT = 40;

/**
 * Puts slices on pages, one below the other. What has to stay with what follows it is held back until that has come;
 * so at most about a page is in memory.
 */
export function createPager(pages: Pages): Pager {
  let count = 0;
  let current = openNext();
  let y = current.area.top;
  let isEmpty = true;
  const held: Part[] = [];
  let heldHeight = 0;
  const headers = new Set<BoxSlice>();
  const running: RunningHeaders = {
    add: (header) => void headers.add(header),
    remove: (header) => void headers.delete(header),
  };

  function openNext() {
    count += 1;
    if (count > LIMITS.pages) throw tooLargeError('pages', LIMITS.pages);
    return pages.open(count);
  }
  const measureHeaders = (): number => [...headers].reduce((sum, { height }) => sum + height, 0);
  const startPage = (): void => {
    current = openNext();
    y = current.area.top;
    for (const header of headers) {
      header.draw(current.page, current.area.left, y);
      y += header.height;
    }
    isEmpty = true;
  };
  const measureGap = (slice: BoxSlice): number => (isEmpty ? 0 : slice.gap);
  const room = (): number => current.area.bottom - y;
  const draw = (slice: BoxSlice): void => {
    y += measureGap(slice);
    slice.draw(current.page, current.area.left, y);
    y += slice.height;
    // A gap alone, as of a spacer, leaves a page empty on top only.
    isEmpty = isEmpty && slice.height === 0 && slice.gap === 0;
  };
  const fits = (slice: BoxSlice): boolean => measureGap(slice) + slice.height <= room() + 0.01;

  /** Draws one slice wherever there is room for it, divided if it has to be. */
  const place = (slice: BoxSlice): void => {
    let rest: BoxSlice = slice;
    for (;;) {
      if (fits(rest)) return draw(rest);
      const pageHeight = current.area.bottom - current.area.top - measureHeaders();
      const mayDivide = rest.breaksOnlyWhenTaller !== true || rest.height > pageHeight || isEmpty;
      const divided = mayDivide ? rest.divide?.(room() - measureGap(rest)) : undefined;
      if (divided !== undefined) {
        draw(divided[0]);
        rest = divided[1];
      } else if (isEmpty) throw new PdfError({ kind: 'block-too-tall', path: rest.path });
      startPage();
    }
  };

  const flush = (): void => {
    const parts = held.splice(0);
    const boxes = parts.filter((part): part is BoxSlice => part.kind === 'box');
    const total = boxes.reduce(
      (sum, slice, index) => sum + slice.height + (index === 0 ? measureGap(slice) : slice.gap),
      0,
    );
    const fresh = current.area.bottom - current.area.top - measureHeaders();
    // Of what can be divided, some lines are enough to stay on this page.
    const last = boxes.at(-1);
    const isDivisible = last?.divide !== undefined && last.breaksOnlyWhenTaller !== true;
    const needed = isDivisible ? total - Math.max(0, last.height - DIVIDED_HEIGHT) : total;
    if (boxes.length > 0 && needed > room() + 0.01 && !isEmpty && total <= fresh + 0.01) startPage();
    for (const part of parts) {
      if (part.kind === 'hook') part.run(running);
      else place(part);
    }
    heldHeight = 0;
  };

  return {
    add(slice) {
      if (slice.kind === 'break') {
        flush();
        startPage();
        return;
      }
      held.push(slice);
      if (slice.kind === 'hook') {
        if (held.every(({ kind }) => kind === 'hook')) flush();
        return;
      }
      heldHeight += slice.gap + slice.height;
      if (!slice.keep || heldHeight > current.area.bottom - current.area.top) flush();
    },
    end() {
      flush();
      pages.close();
    },
    pageCount: () => count,
  };
}
