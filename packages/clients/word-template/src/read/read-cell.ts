import type { XmlElement } from '../package/read-xml.ts';
import { child, valueOf } from '../package/xml-query.ts';
import type { Border, Borders, CellLook } from '../model.ts';
import type { TableReading } from './block-reading.ts';
import type { FlatBlock } from './template-blocks.ts';
import { readShading } from './read-run-properties.ts';
import {
  type AllBorders,
  type CellSpot,
  listParts,
  mergeCells,
  readAllBorders,
  readPadding,
} from './table-style.ts';

export interface FlatCell {
  readonly look: CellLook;
  readonly blocks: readonly FlatBlock[];
}

/** Reads a cell (ECMA-376 Part 1, 17.4.65) with what its table and its style say of it. */
export function readCell(element: XmlElement, spot: CellSpot, table: TableReading): FlatCell {
  const tcPr = child(element, 'w:tcPr');
  let style = table.style.whole;
  let borders: Borders = pickSides(table.borders, spot, table);
  for (const name of listParts(spot, table.tblLook)) {
    const part = table.style.parts.get(name);
    if (part === undefined) continue;
    style = mergeCells(style, part);
    borders = { ...borders, ...pickPartSides(part.borders, name, spot) };
  }
  const own = readAllBorders(child(tcPr, 'w:tcBorders'));
  const background = readShading(tcPr) ?? style.background;
  const vertical = valueOf(tcPr, 'w:vAlign');
  const merge = child(tcPr, 'w:vMerge');
  const direction = valueOf(tcPr, 'w:textDirection');
  if (direction !== undefined && direction !== 'lrTb')
    table.story.notes.add('Vertical text in cells is drawn horizontally');
  return {
    look: {
      span: spot.span,
      merge:
        merge === undefined
          ? undefined
          : merge.attributes.get('w:val') === 'restart'
            ? 'restart'
            : 'continue',
      background: background === 'none' ? undefined : background,
      verticalAlign: vertical === 'center' ? 'middle' : vertical === 'bottom' ? 'bottom' : 'top',
      borders: dropEmpty({ ...borders, ...pickOwn(own) }),
      padding: { ...table.padding, ...readPadding(child(tcPr, 'w:tcMar')) },
    },
    blocks: [
      ...table.listBlocks(element.children, {
        ...table,
        table: { paragraph: style.paragraph, run: style.run },
      }),
    ],
  };
}

/** A table's lines at its edges and between its cells. */
const pickSides = (borders: AllBorders, spot: CellSpot, { columns }: TableReading): Borders => ({
  top: spot.row === 0 ? borders.top : borders.insideH,
  bottom: spot.row === spot.rows - 1 ? borders.bottom : borders.insideH,
  left: spot.column === 0 ? borders.left : borders.insideV,
  right: spot.column + spot.span >= columns ? borders.right : borders.insideV,
});

/** Lines of a part of a style, e.g. of the first row: its edges are those of the part. */
function pickPartSides(borders: AllBorders, name: string, spot: CellSpot): Borders {
  const isRow = name.endsWith('Row') || name.endsWith('Horz');
  const isFirst = spot.column === 0;
  const isLast = spot.column + spot.span >= spot.columns;
  const sides: Borders = isRow
    ? {
        top: borders.top,
        bottom: borders.bottom,
        left: isFirst ? borders.left : borders.insideV,
        right: isLast ? borders.right : borders.insideV,
      }
    : {
        left: borders.left,
        right: borders.right,
        top: spot.row === 0 ? borders.top : borders.insideH,
        bottom: spot.row === spot.rows - 1 ? borders.bottom : borders.insideH,
      };
  return withoutUndefined(sides);
}

const pickOwn = ({ top, right, bottom, left }: AllBorders): Borders =>
  withoutUndefined({ top, right, bottom, left });

const withoutUndefined = (borders: Borders): Borders =>
  Object.fromEntries(
    Object.entries(borders).filter(([, border]: [string, Border | undefined]) => border !== undefined),
  );

const dropEmpty = (borders: Borders): Borders =>
  Object.fromEntries(
    Object.entries(borders).filter(
      ([, border]: [string, Border | undefined]) => border !== undefined && border.width > 0,
    ),
  );
