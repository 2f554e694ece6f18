import { readFile } from 'node:fs/promises';
import { defineResource } from '@jobwright/connector-sdk';
import { create, type Font as FontkitFont } from '#fontkit';

/** A font as it is embedded, and what can be written with it. */
export interface Font {
  readonly bytes: Buffer;
  hasGlyph(codePoint: number): boolean;
}

export interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
}

async function loadFont(name: string): Promise<Font> {
  const bytes = await readFile(new URL(`../fonts/${name}.ttf`, import.meta.url));
  const font = create(bytes);
  if (!isFont(font)) throw new Error(`${name}.ttf is a font collection; expected a single font`);
  return { bytes, hasGlyph: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

const isFont = (font: ReturnType<typeof create>): font is FontkitFont => 'hasGlyphForCodePoint' in font;

/** DejaVu Sans, read once for all jobs: Latin, Greek, Cyrillic, Armenian, Georgian and many symbols. */
export const fonts = defineResource({
  toKey: () => 'dejavu-sans',
  open: async (): Promise<Fonts> => ({
    regular: await loadFont('DejaVuSans'),
    bold: await loadFont('DejaVuSans-Bold'),
  }),
  close: () => undefined,
});
