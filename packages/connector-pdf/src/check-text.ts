import { type Block, listTexts } from './content.schema.ts';
import { toGlyphMissing, toScriptNotSupported } from './errors.ts';
import type { Fonts } from './fonts.ts';

/** Hebrew, Arabic and the other blocks of right-to-left scripts, and the controls of writing direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Makes sure that all text of a document can be drawn right.
 * @throws ConnectorError `PDF_GLYPH_MISSING`, `PDF_SCRIPT_NOT_SUPPORTED`
 */
export function checkText(content: readonly Block[], fonts: Fonts): void {
  const fine = { regular: new Set<string>(['\n']), bold: new Set<string>(['\n']) };
  for (const [index, block] of content.entries()) {
    for (const { path, text, bold } of listTexts(block)) {
      const weight = bold ? 'bold' : 'regular';
      for (const character of text) {
        if (fine[weight].has(character)) continue;
        const where = { character, path: `content[${index}]${path}` };
        if (RIGHT_TO_LEFT.test(character)) throw toScriptNotSupported(where);
        if (!fonts[weight].hasGlyph(character.codePointAt(0) ?? 0)) throw toGlyphMissing(where);
        fine[weight].add(character);
      }
    }
  }
}
