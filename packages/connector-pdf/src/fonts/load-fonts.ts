import { readFile } from 'node:fs/promises';
// eslint-disable-next-line @nx/enforce-module-boundaries -- fontkit itself here, bundled where it is published
import { create, type Font } from '#fontkit';
import { toFontInvalid } from '../errors.ts';
import { checkFont } from './check-font.ts';
import { DEFAULT_FAMILY, FALLBACK_FAMILY } from '../layout/theme.ts';
import { createFace, type FontFace, type FontFamily } from '../text/font-set.ts';

/** Opens the bytes of a font. @throws ConnectorError `PDF_FONT_INVALID` */
export function openFont(
  bytes: Uint8Array,
  { key, path }: { readonly key: string; readonly path: string },
): FontFace {
  try {
    checkFont(bytes);
    const opened = create(bytes);
    const font = 'fonts' in opened ? opened.fonts[0] : opened;
    if (font === undefined) throw new Error('the collection holds no font');
    tryFont(font);
    if (font['OS/2']?.fsType?.noEmbedding === true)
      throw new Error('its licence does not allow it to be embedded');
    return createFace(key, { kit: font, path });
  } catch (cause) {
    throw toFontInvalid(path, cause instanceof Error ? cause.message : 'it is damaged');
  }
}

/** What a damaged font does not survive, before anything is drawn. */
function tryFont(font: Font): void {
  if (!(font.unitsPerEm >= 16 && font.unitsPerEm <= 16_384) || !(font.numGlyphs > 0))
    throw new Error('its tables are damaged');
  if (!Number.isFinite(font.ascent) || !Number.isFinite(font.descent))
    throw new Error('its tables are damaged');
  const { glyphs } = font.layout('A');
  if (glyphs.length === 0 || !Number.isFinite(glyphs[0]?.advanceWidth))
    throw new Error('its glyphs are damaged');
  font.createSubset();
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
