import { LIMITS } from '../definition/limits.ts';
import { FontProblem } from './font-problem.ts';
import { type FontTables, readFontTables } from './font-tables.ts';

/**
 * Looks at a font before it is opened: what opens it believes the numbers in it, and makes as much room as
 * they say.
 * @throws FontProblem
 */
export function checkFont(bytes: Uint8Array): FontTables {
  const tables = readFontTables(bytes);
  try {
    checkNames(openView(tables.get('name')));
    const axes = openView(tables.get('fvar'));
    if (
      axes !== undefined &&
      axes.byteLength >= 14 &&
      axes.getUint16(8) * axes.getUint16(12) > LIMITS.fontAxes
    )
      throw new FontProblem(`it has more than ${LIMITS.fontAxes} axes and instances`);
    const hasOutlines = (tables.has('glyf') && tables.has('loca')) || tables.has('CFF ');
    if (!hasOutlines)
      throw new FontProblem(
        `it has no outlines that a PDF can hold${tables.has('CFF2') ? ' (CFF2); take a static font of it' : ''}`,
      );
    return tables;
  } catch (error) {
    if (error instanceof RangeError) throw new FontProblem('its tables are damaged');
    throw error;
  }
}

const openView = (table: Uint8Array | undefined): DataView | undefined =>
  table && new DataView(table.buffer, table.byteOffset, table.byteLength);

/** Names may lie upon each other: 65,535 of 65,535 bytes each in a table of 800 kB. */
function checkNames(view: DataView | undefined): void {
  if (view === undefined || view.byteLength < 6) return;
  let bytes = 0;
  for (let record = 0; record < view.getUint16(2); record += 1) bytes += view.getUint16(6 + record * 12 + 8);
  if (bytes > LIMITS.fontNameBytes)
    throw new FontProblem(`its names have more than ${LIMITS.fontNameBytes} bytes`);
}
