import { PdfError, toCodePoint } from '../pdf-error.ts';

const MAX_WARNINGS = 100;

export interface GlyphWarnings {
  /** What is drawn instead of a character that no font has. @throws PdfError `glyph-missing` unless it is to be marked */
  replace(character: string, path: string): string;
  list(): readonly string[];
}

/** Notes each character that no font has, once for each place. */
export function createGlyphWarnings(missingGlyphs: 'error' | 'mark'): GlyphWarnings {
  const warnings = new Set<string>();
  return {
    replace(character, path) {
      if (missingGlyphs === 'error') throw new PdfError({ kind: 'glyph-missing', character, path });
      const codePoint = toCodePoint(character);
      if (warnings.size < MAX_WARNINGS) warnings.add(`No font has a glyph for ${codePoint} in ${path}`);
      return `[${codePoint}]`;
    },
    list: () => [...warnings],
  };
}
