import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, numberOf, pointsOf, switchOf, valueOf } from '../package/xml-query.ts';
import type { PageKind, SectionLook } from '../model.ts';
import type { Notes } from './notes.ts';

/** A section (ECMA-376 Part 1, 17.6.18), and the ids of its headers and footers. */
export interface SectionElement {
  readonly look: SectionLook;
  readonly headers: ReadonlyMap<PageKind, string>;
  readonly footers: ReadonlyMap<PageKind, string>;
}

const KINDS: readonly PageKind[] = ['default', 'first', 'even'];
const MIN_SIDE = 72;
/** US Letter, in points: what is meant where nothing is said (17.6.13). */
const LETTER = { width: 612, height: 792 };
const MARGIN = 72;
const BAR = 36;

export function readSection(sectPr: XmlElement | undefined, notes: Notes): SectionElement {
  const size = child(sectPr, 'w:pgSz')?.attributes;
  const margin = child(sectPr, 'w:pgMar')?.attributes;
  const width = Math.max(MIN_SIDE, pointsOf(size?.get('w:w')) ?? LETTER.width);
  const height = Math.max(MIN_SIDE, pointsOf(size?.get('w:h')) ?? LETTER.height);
  const side = (name: string, standard = MARGIN): number =>
    Math.abs(pointsOf(margin?.get(`w:${name}`)) ?? standard);
  const gutter = side('gutter', 0);
  const margins = {
    top: side('top'),
    right: side('right'),
    bottom: side('bottom'),
    left: side('left') + gutter,
  };
  if (child(sectPr, 'w:pgBorders') !== undefined) notes.add('Borders of pages are not drawn');
  if (child(sectPr, 'w:lnNumType') !== undefined) notes.add('Numbers of lines are not drawn');
  const vertical = valueOf(sectPr, 'w:vAlign');
  if (vertical !== undefined && vertical !== 'top')
    notes.add('Pages are filled from the top, not from the middle');
  const type = valueOf(sectPr, 'w:type') ?? 'nextPage';
  const starts: Readonly<Record<string, SectionLook['start']>> = {
    continuous: 'here',
    evenPage: 'evenPage',
    oddPage: 'oddPage',
    nextColumn: 'column',
  };
  const numbers = child(sectPr, 'w:pgNumType')?.attributes;
  const format = numbers?.get('w:fmt');
  if (format !== undefined && format !== 'decimal') notes.add('Numbers of pages are written as 1, 2, 3');
  return {
    look: {
      ...{ width, height, margins },
      header: side('header', BAR),
      footer: side('footer', BAR),
      columns: readColumns(child(sectPr, 'w:cols'), width - margins.left - margins.right, notes),
      start: starts[type] ?? 'page',
      hasFirstPage: switchOf(sectPr, 'w:titlePg') ?? false,
      firstNumber: numberOf(numbers?.get('w:start')),
    },
    headers: readReferences(sectPr, 'w:headerReference'),
    footers: readReferences(sectPr, 'w:footerReference'),
  };
}

const readReferences = (sectPr: XmlElement | undefined, name: string): ReadonlyMap<PageKind, string> =>
  new Map(
    listChildren(sectPr, name).map(({ attributes }) => [
      KINDS.find((kind) => kind === attributes.get('w:type')) ?? 'default',
      attributes.get('r:id') ?? '',
    ]),
  );

const MAX_COLUMNS = 12;
const COLUMN_SPACE = 36;

/** Columns (17.6.4): of one width, or each with its own. */
function readColumns(cols: XmlElement | undefined, width: number, notes: Notes): SectionLook['columns'] {
  if (['1', 'true', 'on'].includes(cols?.attributes.get('w:sep') ?? ''))
    notes.add('Lines between columns are not drawn');
  const isEqual = !['0', 'false', 'off'].includes(cols?.attributes.get('w:equalWidth') ?? '1');
  const own = listChildren(cols, 'w:col')
    .slice(0, MAX_COLUMNS)
    .map(({ attributes }) => ({
      width: Math.max(10, pointsOf(attributes.get('w:w')) ?? 10),
      space: Math.max(0, pointsOf(attributes.get('w:space')) ?? 0),
    }));
  if (!isEqual && own.length > 0) return own;
  const count = Math.max(1, Math.min(MAX_COLUMNS, Math.floor(numberOf(cols?.attributes.get('w:num')) ?? 1)));
  const space = Math.max(0, pointsOf(cols?.attributes.get('w:space')) ?? COLUMN_SPACE);
  return Array.from({ length: count }, () => ({ width: (width - space * (count - 1)) / count, space }));
}
