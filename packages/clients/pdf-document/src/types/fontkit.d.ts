declare module 'fontkit' {
  // What this package uses of fontkit.
  export interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
    readonly codePoints: readonly number[];
    readonly path: { readonly commands: readonly unknown[] };
  }
  export interface GlyphPosition {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  export interface GlyphRun {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly GlyphPosition[];
  }
  export interface Font {
    readonly postscriptName: string | null;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly numGlyphs: number;
    readonly 'OS/2'?: { readonly fsType?: { readonly noEmbedding?: boolean } };
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(
      text: string,
      features?: readonly string[] | Readonly<Record<string, boolean>>,
      script?: string,
      language?: string,
      direction?: 'ltr' | 'rtl',
    ): GlyphRun;
    createSubset(): FontSubset;
    getGlyph(id: number): Glyph;
    glyphForCodePoint(codePoint: number): Glyph;
    /** Glyphs it has made, each with the characters of its first use. */
    _glyphs: Record<number, unknown>;
  }
  export interface FontSubset {
    /** Of outlines in PostScript. */
    readonly cff?: unknown;
    includeGlyph(glyphId: number): number;
    encode(): Uint8Array;
  }
  export interface FontCollection {
    readonly fonts: readonly Font[];
  }
  export function create(bytes: Uint8Array, postscriptName?: string): Font | FontCollection;
}
