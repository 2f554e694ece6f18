import type { Font } from 'fontkit';
import { FontProblem } from './font-problem.ts';
import { readFontTables } from './font-tables.ts';

/** Glyphs that are looked at for one with an outline. */
const MAX_TRIED = 5_000;

/**
 * Takes a glyph into a part of the font, as a document holds it, and looks whether it is in there: else a
 * page would be blank.
 * @throws FontProblem
 */
export function checkSubset(font: Font): void {
  const glyph = findOutlined(font);
  if (glyph === undefined) throw new FontProblem('none of its glyphs has an outline');
  const subset = font.createSubset();
  const index = subset.includeGlyph(glyph);
  const bytes = subset.encode();
  // Outlines of PostScript are in it as they are, without tables.
  if (subset.cff !== undefined) return;
  const tables = readFontTables(bytes);
  const head = openView(tables.get('head'));
  const loca = openView(tables.get('loca'));
  const isLong = head.getInt16(50) === 1;
  const offset = (at: number): number => (isLong ? loca.getUint32(at * 4) : loca.getUint16(at * 2) * 2);
  const [start, end] = [offset(index), offset(index + 1)];
  if (!(end - start > 10 && end <= openView(tables.get('glyf')).byteLength))
    throw new FontProblem('its outlines cannot be taken over');
}

function findOutlined(font: Font): number | undefined {
  const last = Math.min(font.numGlyphs, MAX_TRIED);
  for (let glyph = 1; glyph < last; glyph += 1)
    if (font.getGlyph(glyph).path.commands.length > 0) return glyph;
  return undefined;
}

function openView(table: Uint8Array | undefined): DataView {
  if (table === undefined) throw new FontProblem('its outlines cannot be taken over');
  return new DataView(table.buffer, table.byteOffset, table.byteLength);
}
