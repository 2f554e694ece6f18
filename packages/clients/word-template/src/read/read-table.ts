import { WORD_LIMITS } from '../limits.ts';
import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, numberOf, pointsOf, switchOf, valueOf } from '../package/xml-query.ts';
import { WordError } from '../word-error.ts';
import { controlRows } from './control-rows.ts';
import type { BlockReading, TableReading } from './block-reading.ts';
import type { FlatRow, TemplateTable } from './template-blocks.ts';
import { type FlatCell, readCell } from './read-cell.ts';
import { readAllBorders, readPadding, readTableStyle, styleNameOf } from './table-style.ts';

/** Points at the left and right of text in cells, where nothing says otherwise (ECMA-376 Part 1, 17.4.34). */
const SIDE_PADDING = 5.4;

/** Reads a table (17.4.37) with its rows and cells. */
export function readTable(element: XmlElement, reading: BlockReading): TemplateTable {
  const { story } = reading;
  const tblPr = child(element, 'w:tblPr');
  const style = readTableStyle(styleNameOf(tblPr), story);
  const elements = listRows(element.children);
  const columns = readGrid(element, elements);
  const padding = { top: 0, bottom: 0, left: SIDE_PADDING, right: SIDE_PADDING, ...style.padding };
  const table: TableReading = {
    ...reading,
    style,
    borders: { ...style.borders, ...readAllBorders(child(tblPr, 'w:tblBorders')) },
    padding: { ...padding, ...readPadding(child(tblPr, 'w:tblCellMar')) },
    tblLook: child(tblPr, 'w:tblLook'),
    columns: columns.length,
    rows: elements.length,
  };
  if (child(tblPr, 'w:tblpPr') !== undefined)
    story.notes.add('Floating tables are drawn where they stand in the text');
  if (switchOf(tblPr, 'w:bidiVisual') === true)
    story.notes.add('Columns of tables from right to left are drawn from left to right');
  const jc = valueOf(tblPr, 'w:jc');
  const rows = elements.map((row, index) => readRow(row, index, table));
  return {
    kind: 'table',
    look: {
      columns,
      align: jc === 'center' ? 'center' : jc === 'right' || jc === 'end' ? 'right' : 'left',
      indent: pointsOf(child(tblPr, 'w:tblInd')?.attributes.get('w:w')) ?? 0,
    },
    rows: controlRows(rows),
  };
}

function listRows(elements: readonly XmlElement[]): readonly XmlElement[] {
  return elements.flatMap((element) => {
    if (element.name === 'w:tr') return [element];
    return ['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins'].includes(element.name)
      ? listRows(element.children)
      : [];
  });
}

/** Widths of the columns (17.4.48), as many as the longest row has; 0 where nothing is said. */
function readGrid(table: XmlElement, rows: readonly XmlElement[]): readonly number[] {
  const grid = listChildren(child(table, 'w:tblGrid'), 'w:gridCol').map(
    ({ attributes }) => pointsOf(attributes.get('w:w')) ?? 0,
  );
  const needed = rows.reduce((most, row) => Math.max(most, countColumns(row)), 1);
  if (Math.max(needed, grid.length) > WORD_LIMITS.columns)
    throw new WordError('too-large', `A table has at most ${WORD_LIMITS.columns} columns`);
  return Array.from({ length: Math.max(needed, grid.length) }, (_, index) => Math.max(0, grid[index] ?? 0));
}

const countColumns = (row: XmlElement): number => {
  const trPr = child(row, 'w:trPr');
  const skipped = readSkipped(trPr, 'w:gridBefore') + readSkipped(trPr, 'w:gridAfter');
  return listCells(row.children).reduce((sum, cell) => sum + readSpan(cell), skipped);
};

const readSkipped = (trPr: XmlElement | undefined, name: string): number =>
  Math.max(0, Math.floor(numberOf(valueOf(trPr, name)) ?? 0));

const readSpan = (cell: XmlElement): number =>
  Math.max(1, Math.floor(numberOf(valueOf(child(cell, 'w:tcPr'), 'w:gridSpan')) ?? 1));

function readRow(element: XmlElement, index: number, table: TableReading): FlatRow {
  const trPr = child(element, 'w:trPr');
  const before = readSkipped(trPr, 'w:gridBefore');
  const cells: FlatCell[] = [];
  let column = before;
  for (const cell of listCells(element.children)) {
    const span = readSpan(cell);
    cells.push(readCell(cell, { row: index, rows: table.rows, column, span, columns: table.columns }, table));
    column += span;
  }
  return {
    look: {
      isHeader: switchOf(trPr, 'w:tblHeader') ?? false,
      mayBreak: switchOf(trPr, 'w:cantSplit') !== true,
      height: Math.max(0, pointsOf(valueOf(trPr, 'w:trHeight')) ?? 0),
      before,
      after: Math.max(0, table.columns - column),
    },
    cells,
  };
}

function listCells(elements: readonly XmlElement[]): readonly XmlElement[] {
  return elements.flatMap((element) => {
    if (element.name === 'w:tc') return [element];
    return ['w:sdt', 'w:sdtContent', 'w:customXml'].includes(element.name) ? listCells(element.children) : [];
  });
}
