import type { FilledSection, SectionLook } from '@jobwright/word-template';
import type { Areas, Pages } from '../layout/page-cursor.ts';
import type { PageArea } from '../layout/slice.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { openPage } from '../pdf/page-canvas.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { PdfReference } from '../pdf/pdfkit-document.ts';
import { definitionError } from '../pdf-error.ts';
import { WORD_PATH } from './word-context.ts';
import type { BarPage, WordBars } from './word-bars.ts';

export interface WordPages extends Pages {
  /** The next page is the first one of a section. */
  enter(section: FilledSection): void;
  /** The section goes on where the one before ended. */
  goOn(section: FilledSection): void;
  /** The columns of a section on the page that is open. */
  areas(): Areas;
  /** Header and footer of each page, which may name how many there are; one page a step. */
  drawBars(pageCount: number): Generator<void, void, undefined>;
}

const MIN_ROOM = 40;

/** Pages of sections that differ in size, margins, columns, headers and footers (ECMA-376 Part 1, 17.6). */
export function createWordPages(file: PdfFile, bars: WordBars, first: FilledSection): WordPages {
  const later: { readonly stream: PdfReference; readonly page: BarPage }[] = [];
  let open: PageCanvas | undefined;
  let section = first;
  let isFirst = true;
  let page: BarPage = { section, isFirst, number: 0 };
  const areas = (): Areas => {
    const { top, bottom } = bars.measure({ ...page, section });
    const { look } = section;
    const upper = Math.max(look.margins.top, top);
    const lower = look.height - Math.max(look.margins.bottom, bottom);
    if (lower - upper < MIN_ROOM)
      throw definitionError([
        { path: WORD_PATH, message: 'Margins, header and footer leave no room for the text of a page' },
      ]);
    return listColumns(look, { top: upper, bottom: lower });
  };
  return {
    enter(next) {
      section = next;
      isFirst = true;
    },
    goOn: (next) => void (section = next),
    areas,
    open(number) {
      open?.end();
      const { look } = section;
      const shown = isFirst ? (look.firstNumber ?? page.number + 1) : page.number + 1;
      page = { section, isFirst, number: shown };
      isFirst = false;
      const stream = file.document.ref();
      later.push({ stream, page });
      open = openPage({ file, number, width: look.width, height: look.height, later: stream });
      return { page: open, areas: areas() };
    },
    close: () => open?.end(),
    *drawBars(pages) {
      for (const { stream, page: each } of later) {
        bars.draw(stream, each, pages);
        yield;
      }
    },
  };
}

function listColumns({ margins, columns }: SectionLook, { top, bottom }: Omit<PageArea, 'left'>): Areas {
  const [first = { width: 0, space: 0 }, ...rest] = columns;
  let left = margins.left + first.width + first.space;
  const others = rest.map(({ width, space }) => {
    const area = { left, top, bottom };
    left += width + space;
    return area;
  });
  return [{ left: margins.left, top, bottom }, ...others];
}
