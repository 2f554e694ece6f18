import type { Font } from 'fontkit';
import { toErrorMessage } from '@jobwright/concurrency';
import { fontError, PdfError } from '../pdf-error.ts';

export interface FontFace {
  /** Names it in the document; unique. */
  readonly key: string;
  readonly kit: Font;
  hasGlyph(codePoint: number): boolean;
  /** Does something with the font. @throws PdfError `font` when its tables do not allow it */
  use<Result>(work: (kit: Font) => Result): Result;
}

/** A family in up to four cuts; a missing one is replaced by the nearest. */
export interface FontFamily {
  readonly regular: FontFace;
  readonly bold?: FontFace | undefined;
  readonly italic?: FontFace | undefined;
  readonly boldItalic?: FontFace | undefined;
}

export interface Cut {
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface FontSet {
  /**
   * Faces in the order in which they are asked for a glyph; the families of the package come last.
   * `undefined`: no such family.
   */
  chain(families: readonly string[], cut: Cut): readonly FontFace[] | undefined;
  readonly names: readonly string[];
}

/** Families by name; `fallback` are names that every chain ends with. */
export function createFontSet(
  families: ReadonlyMap<string, FontFamily>,
  fallback: readonly string[],
): FontSet {
  const chains = new Map<string, readonly FontFace[]>();
  return {
    names: [...families.keys()],
    chain(names, cut) {
      const key = JSON.stringify([names, cut.bold, cut.italic]);
      const known = chains.get(key);
      if (known !== undefined) return known;
      const all = [...new Set([...names, ...fallback])].map((name) => families.get(name));
      if (names.some((name) => !families.has(name))) return undefined;
      const chain = all.flatMap((family) => (family === undefined ? [] : [pickFace(family, cut)]));
      chains.set(key, chain);
      return chain;
    },
  };
}

function pickFace({ regular, bold, italic, boldItalic }: FontFamily, cut: Cut): FontFace {
  if (cut.bold && cut.italic) return boldItalic ?? bold ?? italic ?? regular;
  if (cut.bold) return bold ?? regular;
  return cut.italic ? (italic ?? regular) : regular;
}

/** Of a font that stands at `path` in the input. */
export function createFace(
  key: string,
  {
    kit,
    path,
    mayBeBlank,
  }: {
    readonly kit: Font;
    readonly path: string;
    /**
     * May letters have glyphs without outlines, as those of emoji have in some fonts? They are not there
     * then.
     */
    readonly mayBeBlank: boolean;
  },
): FontFace {
  const known = new Map<number, boolean>();
  const use = <Result>(work: (kit: Font) => Result): Result => {
    try {
      return work(kit);
    } catch (error) {
      if (error instanceof PdfError) throw error;
      // Tables are read when a glyph is asked for: what is wrong with them shows late.
      throw fontError(path, `its tables are damaged (${toErrorMessage(error)})`);
    }
  };
  return {
    key,
    kit,
    use,
    hasGlyph(codePoint) {
      const has =
        known.get(codePoint) ??
        use(() => kit.hasGlyphForCodePoint(codePoint) && !(mayBeBlank && isBlank(kit, codePoint)));
      known.set(codePoint, has);
      return has;
    },
  };
}

const BLANK = /[\p{Z}\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

const isBlank = (kit: Font, codePoint: number): boolean =>
  !BLANK.test(String.fromCodePoint(codePoint)) && kit.glyphForCodePoint(codePoint).path.commands.length === 0;
