import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { create, type Font } from 'fontkit';
import { makeFont } from '../testing/hostile-files.ts';
import { openFont } from './load-fonts.ts';
import { readFontTables } from './font-tables.ts';
import { unfoldWoff2 } from './woff2/unfold-woff2.ts';

const modules = new URL('../../../../../node_modules/', import.meta.url);
const roboto = () => readFile(new URL('@fontsource/roboto/files/roboto-latin-400-normal.woff2', modules));
const code = () =>
  readFile(
    new URL('@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2', modules),
  );
const open = (bytes: Uint8Array): Font => openFont(bytes, { key: 'Mine', path: 'fonts.Mine' }).kit;
const reason = (bytes: Uint8Array): string => {
  try {
    open(bytes);
  } catch (error) {
    return (error as Error).message;
  }
  return 'opened';
};
const listOutlines = (font: Font): readonly string[] =>
  Array.from({ length: font.numGlyphs }, (_, id) => {
    const glyph = font.getGlyph(id);
    return JSON.stringify([glyph.advanceWidth, glyph.path.commands]);
  });

describe('a font in WOFF2', () => {
  it.each([
    ['static', roboto],
    ['variable', code],
  ])('that is %s has the outlines and widths that another reader of WOFF2 sees', async (_, read) => {
    const bytes = await read();
    const outlines = listOutlines(open(bytes));
    expect(outlines.length).toBeGreaterThan(200);
    expect(outlines).toEqual(listOutlines(create(bytes) as Font));
  });

  it('brings its outlines into the part of it that a document holds', async () => {
    const font = open(await roboto());
    const subset = font.createSubset();
    const [glyph] = font.layout('H').glyphs;
    const index = subset.includeGlyph(glyph!.id);
    const tables = readFontTables(subset.encode());
    const [loca, glyf] = [Buffer.from(tables.get('loca')!), tables.get('glyf')!];
    const [start, end] = [loca.readUInt32BE(index * 4), loca.readUInt32BE(index * 4 + 4)];
    const contours = glyph!.path.commands.filter((each) => JSON.stringify(each).includes('moveTo')).length;
    expect(Buffer.from(glyf.subarray(start, end)).readInt16BE(0)).toBe(contours);
  });

  it('is refused when it is a collection, cut off or damaged', async () => {
    const bytes = await roboto();
    expect(reason(bytes.subarray(0, bytes.length - 40))).toMatch(/cut off|damaged/);
    expect(reason(Buffer.concat([bytes.subarray(0, 4), Buffer.from('ttcf'), bytes.subarray(8)]))).toContain(
      'it is a collection in WOFF2',
    );
    const broken = Buffer.from(bytes);
    broken.fill(0x55, bytes.length - 2_000);
    expect(reason(broken)).toContain('cannot be used as a font');
  });
});

describe('a font without outlines', () => {
  const tablesOf = async (): Promise<Record<string, Uint8Array>> =>
    Object.fromEntries(readFontTables(unfoldWoff2(await roboto())));

  it.each([
    ['whose outlines are of CFF2', { CFF2: Buffer.alloc(9) }, 'no outlines that a PDF can hold (CFF2)'],
    [
      'that is made of pictures',
      { CBDT: Buffer.alloc(9), CBLC: Buffer.alloc(9) },
      'no outlines that a PDF can hold',
    ],
  ])('%s is refused', async (_, more, message) => {
    const others = Object.entries(await tablesOf()).filter(([tag]) => tag !== 'glyf' && tag !== 'loca');
    expect(reason(makeFont({ ...Object.fromEntries(others), ...more }))).toContain(message);
  });

  it('that are all empty is refused', async () => {
    const tables = await tablesOf();
    const loca = Buffer.alloc(tables['loca']!.byteLength);
    expect(reason(makeFont({ ...tables, loca }))).toContain('none of its glyphs has an outline');
  });

  it('for letters with colors has no such letters: they are not drawn as nothing', async () => {
    const tables = await tablesOf();
    const font = open(makeFont(tables));
    const id = font.glyphForCodePoint(0x41).id;
    const loca = Buffer.from(tables['loca']!);
    // The glyph of A becomes empty, that before it takes its place.
    loca.writeUInt32BE(loca.readUInt32BE(id * 4 + 4), id * 4);
    const face = openFont(makeFont({ ...tables, loca, COLR: Buffer.alloc(14), CPAL: Buffer.alloc(12) }), {
      key: 'Mine',
      path: 'fonts.Mine',
    });
    expect(['A', 'B', ' '].map((letter) => face.hasGlyph(letter.codePointAt(0)!))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
