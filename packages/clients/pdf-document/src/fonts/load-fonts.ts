import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';
import { checkFont } from './check-font.ts';
import { checkSubset } from './check-subset.ts';
import type { FontTables } from './font-tables.ts';
import { writeFont } from './woff2/write-font.ts';
import { isWoff2, unfoldWoff2 } from './woff2/unfold-woff2.ts';
import { DEFAULT_FAMILY, FALLBACK_FAMILY } from './font-families.ts';
import { createFace, type FontFace, type FontFamily } from '../text/font-set.ts';
import { fontError } from '../pdf-error.ts';

/** Opens the bytes of a font. @throws PdfError `font` */
export function openFont(
  bytes: Uint8Array,
  { key, path }: { readonly key: string; readonly path: string },
): FontFace {
  try {
    const plain = isWoff2(bytes) ? unfoldWoff2(bytes) : bytes;
    const { outlines, isColored } = leaveOutColors(plain, checkFont(plain));
    const opened = create(outlines);
    const font = 'fonts' in opened ? opened.fonts[0] : opened;
    if (font === undefined) throw new Error('the collection holds no font');
    tryFont(font);
    if (font['OS/2']?.fsType?.noEmbedding === true)
      throw new Error('its licence does not allow it to be embedded');
    return createFace(key, { kit: font, path, mayBeBlank: isColored });
  } catch (cause) {
    throw fontError(path, cause instanceof Error ? cause.message : 'it is damaged');
  }
}

/** Colored glyphs, of pictures or of layers: a PDF font holds outlines. */
const COLORS = ['COLR', 'CPAL', 'sbix', 'CBDT', 'CBLC', 'SVG '];

function leaveOutColors(
  bytes: Uint8Array,
  tables: FontTables,
): { readonly outlines: Uint8Array; readonly isColored: boolean } {
  if (!COLORS.some((tag) => tables.has(tag))) return { outlines: bytes, isColored: false };
  const kept = new Map([...tables].filter(([tag]) => !COLORS.includes(tag)));
  const flavor = kept.has('CFF ') ? OPEN_TYPE : TRUE_TYPE;
  return { outlines: writeFont(flavor, kept), isColored: true };
}
const OPEN_TYPE = 0x4f54544f;
const TRUE_TYPE = 0x00010000;

/** What a damaged font does not survive, before anything is drawn. */
function tryFont(font: Font): void {
  if (!(font.unitsPerEm >= 16 && font.unitsPerEm <= 16_384) || !(font.numGlyphs > 0))
    throw new Error('its tables are damaged');
  if (!Number.isFinite(font.ascent) || !Number.isFinite(font.descent))
    throw new Error('its tables are damaged');
  const { glyphs } = font.layout('A');
  if (glyphs.length === 0 || !Number.isFinite(glyphs[0]?.advanceWidth))
    throw new Error('its glyphs are damaged');
  checkSubset(font);
}

const packaged = (name: string): URL => new URL(`../../fonts/${name}.ttf`, import.meta.url);

/** The families that come with the connector, read once for all documents of a thread. */
export async function loadPackagedFonts(): Promise<ReadonlyMap<string, FontFamily>> {
  const load = async (name: string): Promise<FontFace> =>
    openFont(await readFile(packaged(name)), { key: name, path: `fonts/${name}.ttf` });
  const [regular, bold, italic, boldItalic, symbols, boldSymbols] = await Promise.all([
    load('SourceSans3-Regular'),
    load('SourceSans3-SemiBold'),
    load('SourceSans3-Italic'),
    load('SourceSans3-SemiBoldItalic'),
    load('DejaVuSans'),
    load('DejaVuSans-Bold'),
  ]);
  return new Map<string, FontFamily>([
    [DEFAULT_FAMILY, { regular, bold, italic, boldItalic }],
    [FALLBACK_FAMILY, { regular: symbols, bold: boldSymbols }],
  ]);
}
