import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, valueOf } from '../package/xml-query.ts';
import type { Borders, CellLook } from '../model.ts';
import type { TableText } from './cascade.ts';
import { readBorders, readParagraphProperties } from './read-paragraph-properties.ts';
import { defined, readRunProperties, readShading } from './read-run-properties.ts';
import type { Story } from './story.ts';
import { pointsOf } from '../package/xml-query.ts';

/** What a table style says of some of its cells (ECMA-376 Part 1, 17.7.6.6). */
export interface CellStyle extends TableText {
  readonly background: string | undefined;
  readonly borders: AllBorders;
}
/** With those between cells. */
export interface AllBorders extends Borders {
  readonly insideH?: Borders['top'];
  readonly insideV?: Borders['top'];
}

export interface TableStyle {
  readonly borders: AllBorders;
  readonly padding: Partial<CellLook['padding']>;
  readonly whole: CellStyle;
  /** By name, e.g. `firstRow`. */
  readonly parts: ReadonlyMap<string, CellStyle>;
}

export function readTableStyle(id: string | undefined, story: Story): TableStyle {
  let style: TableStyle = {
    borders: {},
    padding: {},
    whole: { paragraph: {}, run: {}, background: undefined, borders: {} },
    parts: new Map(),
  };
  for (const { element } of story.styles.chain(id ?? story.styles.defaultOf('table'))) {
    const tblPr = child(element, 'w:tblPr');
    const parts = new Map(style.parts);
    for (const part of listChildren(element, 'w:tblStylePr')) {
      const name = part.attributes.get('w:type') ?? '';
      parts.set(name, mergeCells(parts.get(name), readCellStyle(part, story)));
    }
    style = {
      borders: { ...style.borders, ...readAllBorders(child(tblPr, 'w:tblBorders')) },
      padding: { ...style.padding, ...readPadding(child(tblPr, 'w:tblCellMar')) },
      whole: mergeCells(style.whole, readCellStyle(element, story)),
      parts,
    };
  }
  return style;
}

function readCellStyle(element: XmlElement, story: Story): CellStyle {
  const tcPr = child(element, 'w:tcPr');
  return {
    paragraph: readParagraphProperties(child(element, 'w:pPr')),
    run: readRunProperties(child(element, 'w:rPr'), story.theme),
    background: readShading(tcPr),
    borders: {
      ...readAllBorders(child(child(element, 'w:tblPr'), 'w:tblBorders')),
      ...readAllBorders(child(tcPr, 'w:tcBorders')),
    },
  };
}

export const mergeCells = (under: CellStyle | undefined, over: CellStyle): CellStyle => ({
  paragraph: { ...under?.paragraph, ...over.paragraph },
  run: { ...under?.run, ...over.run },
  background: over.background ?? under?.background,
  borders: { ...under?.borders, ...over.borders },
});

export function readAllBorders(element: XmlElement | undefined): AllBorders {
  if (element === undefined) return {};
  const inside = (name: string): Borders['top'] =>
    readBorders({
      ...element,
      children: listChildren(element, name).map((each) => ({ ...each, name: 'w:top' })),
    }).top;
  return defined({ ...readBorders(element), insideH: inside('w:insideH'), insideV: inside('w:insideV') });
}

/** Cell margins (17.4.42). */
export function readPadding(element: XmlElement | undefined): Partial<CellLook['padding']> {
  const side = (...names: readonly string[]): number | undefined =>
    names
      .map((name) => pointsOf(child(element, `w:${name}`)?.attributes.get('w:w')))
      .filter((points) => points !== undefined)
      .map((points) => Math.max(0, Math.min(100, points)))[0];
  return defined({
    top: side('top'),
    right: side('right', 'end'),
    bottom: side('bottom'),
    left: side('left', 'start'),
  });
}

/** Where a cell is in its table, as the template has it. */
export interface CellSpot {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly span: number;
  readonly columns: number;
}

/** The parts of a style that are for a cell, those that count less first (17.7.6). */
export function listParts(spot: CellSpot, tblLook: XmlElement | undefined): readonly string[] {
  const isOn = createLookTest(tblLook);
  const isFirstRow = spot.row === 0 && isOn('firstRow', 0x20);
  const isFirstColumn = spot.column === 0 && isOn('firstColumn', 0x80);
  const isLastRow = spot.row === spot.rows - 1 && isOn('lastRow', 0x40);
  const isLastColumn = spot.column + spot.span === spot.columns && isOn('lastColumn', 0x100);
  const bandRow = spot.row - (isOn('firstRow', 0x20) ? 1 : 0);
  const bandColumn = spot.column - (isOn('firstColumn', 0x80) ? 1 : 0);
  return [
    ...(isOn('noVBand', 0x400) || isFirstColumn ? [] : [bandColumn % 2 === 0 ? 'band1Vert' : 'band2Vert']),
    ...(isOn('noHBand', 0x200) || isFirstRow ? [] : [bandRow % 2 === 0 ? 'band1Horz' : 'band2Horz']),
    ...(isFirstColumn ? ['firstCol'] : []),
    ...(isLastColumn ? ['lastCol'] : []),
    ...(isFirstRow ? ['firstRow'] : []),
    ...(isLastRow ? ['lastRow'] : []),
  ];
}

/** Which parts a table takes of its style: as attributes, or as bits of `val` (17.4.56). */
function createLookTest(tblLook: XmlElement | undefined): (name: string, bit: number) => boolean {
  const bits = Number.parseInt(tblLook?.attributes.get('w:val') ?? '0', 16) || 0;
  return (name, bit) => {
    const attribute = tblLook?.attributes.get(`w:${name}`);
    return attribute === undefined ? (bits & bit) !== 0 : ['1', 'true', 'on'].includes(attribute);
  };
}

export const styleNameOf = (tblPr: XmlElement | undefined): string | undefined =>
  valueOf(tblPr, 'w:tblStyle');
