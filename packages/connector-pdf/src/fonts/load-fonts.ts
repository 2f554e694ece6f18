import { readFile } from 'node:fs/promises';
// eslint-disable-next-line @nx/enforce-module-boundaries -- fontkit itself here, bundled where it is published
import { create, type Font } from '#fontkit';
import { toFontInvalid } from '../errors.ts';
import { DEFAULT_FAMILY, FALLBACK_FAMILY } from '../layout/theme.ts';
import { createFace, type FontFace, type FontFamily } from '../text/font-set.ts';

/** More than any font in use has. */
const MAX_UNFOLDED_BYTES = 100_000_000;

/** Opens the bytes of a font. @throws ConnectorError `PDF_FONT_INVALID` */
export function openFont(
  bytes: Uint8Array,
  { key, path }: { readonly key: string; readonly path: string },
): FontFace {
  const problem = findFoldedProblem(bytes);
  if (problem !== undefined) throw toFontInvalid(path, problem);
  try {
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

const TOO_LARGE = 'it would unfold to more than a font may have';
const WOFF_HEADER_BYTES = 44;
const WOFF_TABLE_BYTES = 20;

/** WOFF files say how large they are when unfolded, those of version 1 for each table too. */
function findFoldedProblem(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength < 12) return 'it is empty';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = String.fromCharCode(...bytes.subarray(0, 4));
  if (signature !== 'wOFF' && signature !== 'wOF2') return undefined;
  if (bytes.byteLength < WOFF_HEADER_BYTES) return 'it is cut off';
  if (view.getUint32(16) > MAX_UNFOLDED_BYTES) return TOO_LARGE;
  if (signature === 'wOF2') return undefined;
  const tables = view.getUint16(12);
  if (bytes.byteLength < WOFF_HEADER_BYTES + tables * WOFF_TABLE_BYTES) return 'it is cut off';
  let unfolded = 0;
  for (let table = 0; table < tables; table += 1)
    unfolded += view.getUint32(WOFF_HEADER_BYTES + table * WOFF_TABLE_BYTES + 12);
  return unfolded > MAX_UNFOLDED_BYTES ? TOO_LARGE : undefined;
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
