import { PdfError, formatCodePoint } from '../pdf-error.ts';

const MAX_WARNINGS = 100;

export interface GlyphWarnings {
  /**
   * What is drawn instead of a character that no font has. @throws PdfError `glyph-missing` unless it is to
   * be marked
   */
  replace(character: string, path: string): string;
  list(): readonly string[];
}

/** Collects a warning for each character that no font has, once for each path. */
export function createGlyphWarnings(missingGlyphs: 'error' | 'mark'): GlyphWarnings {
  const warnings = new Set<string>();
  return {
    replace(character, path) {
      if (missingGlyphs === 'error') throw new PdfError({ kind: 'glyph-missing', character, path });
      const codePoint = formatCodePoint(character);
      if (warnings.size < MAX_WARNINGS) warnings.add(`No font has a glyph for ${codePoint} in ${path}`);
      return `[${codePoint}]`;
    },
    list: () => [...warnings],
  };
}
