import type { XmlElement } from '../package/read-xml.ts';
import { child, colorOf, listChildren, numberOf, pointsOf, switchOf, valueOf } from '../package/xml-query.ts';
import type { Border, Borders, ListLevel, ParagraphLook, TabStop } from '../model.ts';
import { defined, readShading } from './read-run-properties.ts';

/** Properties that a style or a paragraph says (ECMA-376 Part 1, 17.3.1.26); lengths in points. */
export interface ParagraphProperties extends Partial<Omit<ParagraphLook, 'tabs'>> {
  /** `clear`: one of the style is taken away. */
  readonly tabs?: readonly (TabStop | { readonly position: number; readonly align: 'clear' })[];
  readonly list?: Partial<ListLevel>;
  /** 0 to 8 are headings, 9 is text. */
  readonly outline?: number;
}

export function readParagraphProperties(pPr: XmlElement | undefined): ParagraphProperties {
  if (pPr === undefined) return {};
  const tabs = child(pPr, 'w:tabs');
  const borders = child(pPr, 'w:pBdr');
  return defined({
    ...readIndent(child(pPr, 'w:ind')),
    ...readSpacing(child(pPr, 'w:spacing')),
    align: readAlign(valueOf(pPr, 'w:jc')),
    isRightToLeft: switchOf(pPr, 'w:bidi'),
    keepWithNext: switchOf(pPr, 'w:keepNext'),
    keepLines: switchOf(pPr, 'w:keepLines'),
    breakBefore: switchOf(pPr, 'w:pageBreakBefore'),
    isContextual: switchOf(pPr, 'w:contextualSpacing'),
    tabs: tabs === undefined ? undefined : listChildren(tabs, 'w:tab').flatMap(readTab),
    background: readShading(pPr),
    borders: borders === undefined ? undefined : readBorders(borders),
    list: readList(child(pPr, 'w:numPr')),
    outline: numberOf(valueOf(pPr, 'w:outlineLvl')),
  });
}

/** In text from right to left, `left` is where it starts (17.18.44). */
function readAlign(jc: string | undefined): ParagraphLook['align'] | undefined {
  switch (jc) {
    case undefined:
      return undefined;
    case 'center':
      return 'center';
    case 'right':
    case 'end':
      return 'end';
    case 'both':
    case 'distribute':
      return 'justify';
    default:
      return 'start';
  }
}

function readIndent(ind: XmlElement | undefined): ParagraphProperties {
  const read = (...names: readonly string[]): number | undefined =>
    names.map((name) => pointsOf(ind?.attributes.get(`w:${name}`))).find((points) => points !== undefined);
  const hanging = read('hanging');
  return defined({
    indentLeft: read('start', 'left'),
    indentRight: read('end', 'right'),
    firstLine: hanging === undefined ? read('firstLine') : -hanging,
  });
}

/** What Word takes for spacing that is automatic, as of web pages. */
const AUTO_SPACING = 14;
const MAX_SPACING = 500;

function readSpacing(spacing: XmlElement | undefined): ParagraphProperties {
  if (spacing === undefined) return {};
  const read = (name: 'before' | 'after'): number | undefined => {
    const auto = spacing.attributes.get(`w:${name}Autospacing`);
    if (auto === '1' || auto === 'true' || auto === 'on') return AUTO_SPACING;
    const points = pointsOf(spacing.attributes.get(`w:${name}`));
    return points === undefined ? undefined : Math.max(0, Math.min(MAX_SPACING, points));
  };
  return defined({ spaceBefore: read('before'), spaceAfter: read('after'), line: readLine(spacing) });
}

/** `auto` counts in 240ths of a line (17.3.1.33). */
function readLine({ attributes }: XmlElement): ParagraphLook['line'] | undefined {
  const value = attributes.get('w:line');
  const rule = attributes.get('w:lineRule') ?? 'auto';
  if (rule === 'exact' || rule === 'atLeast') {
    const points = pointsOf(value);
    return points === undefined ? undefined : { rule, points: Math.max(1, Math.min(MAX_SPACING, points)) };
  }
  const lines = numberOf(value);
  return lines === undefined
    ? undefined
    : { rule: 'multiple', factor: Math.max(0.1, Math.min(20, lines / 240)) };
}

const LEADERS: Readonly<Record<string, TabStop['leader']>> = {
  dot: '.',
  hyphen: '-',
  underscore: '_',
  heavy: '_',
  middleDot: '·',
};

function readTab({ attributes }: XmlElement): NonNullable<ParagraphProperties['tabs']> {
  const position = pointsOf(attributes.get('w:pos'));
  const kind = attributes.get('w:val') ?? 'left';
  if (position === undefined || kind === 'bar' || kind === 'num') return [];
  if (kind === 'clear') return [{ position, align: 'clear' }];
  const align =
    kind === 'center' || kind === 'decimal' ? kind : kind === 'right' || kind === 'end' ? 'right' : 'left';
  return [{ position, align, leader: LEADERS[attributes.get('w:leader') ?? ''] ?? '' }];
}

function readList(numPr: XmlElement | undefined): Partial<ListLevel> | undefined {
  if (numPr === undefined) return undefined;
  const level = numberOf(valueOf(numPr, 'w:ilvl'));
  return defined({
    numbering: valueOf(numPr, 'w:numId'),
    level: level === undefined ? undefined : Math.max(0, Math.min(8, Math.floor(level))),
  });
}

/** Sides that say nothing are left out; a side that says it has no line is there with no width. */
export function readBorders(element: XmlElement): Borders {
  const side = (...names: readonly string[]): Border | undefined =>
    names.map((name) => readBorder(child(element, `w:${name}`))).find((border) => border !== undefined);
  return defined({
    top: side('top'),
    right: side('right', 'end'),
    bottom: side('bottom'),
    left: side('left', 'start'),
  });
}

const MAX_BORDER = 12;

/** A side (17.3.4): widths are eighths of a point. */
export function readBorder(side: XmlElement | undefined): Border | undefined {
  if (side === undefined) return undefined;
  const kind = side.attributes.get('w:val') ?? 'single';
  const color = colorOf(side.attributes.get('w:color')) ?? '#000000';
  if (kind === 'none' || kind === 'nil') return { width: 0, color };
  const eighths = numberOf(side.attributes.get('w:sz')) ?? 4;
  return { width: Math.max(0.25, Math.min(MAX_BORDER, eighths / 8)), color };
}
