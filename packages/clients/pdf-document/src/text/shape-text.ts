import { createLruCache } from '@jobwright/concurrency';
import type { FontFace } from './font-set.ts';
import { isInvisible } from './split-by-font.ts';

/**
 * Glyphs at one height above the baseline, as the operand of a TJ operator; all in thousandths of the size.
 */
export interface Stroke {
  readonly rise: number;
  readonly glyphs: string;
}

/** A text in one font, ready to be written at any size. */
export interface Shape {
  /** In thousandths of the size. */
  readonly width: number;
  readonly strokes: readonly Stroke[];
}

/** The part of an embedded font that shaping needs: it gives each glyph its number in the document. */
export interface GlyphSink {
  readonly face: FontFace;
  include(glyph: {
    readonly id: number;
    readonly advanceWidth: number;
    readonly codePoints: readonly number[];
  }): number;
}

const MAX_CACHED = 20_000;
/**
 * Figures stand below each other in tables: each has its own width wherever it stands, which also spares the
 * shaping.
 */
const FIGURES = /^[\d.,:+\-–−%€$£/()'’ \u00A0]+$/;

/** Turns texts into glyphs, words once per document. */
export function createShaper(sink: GlyphSink): (text: string, direction: 'ltr' | 'rtl') => Shape {
  const words = createLruCache<Shape>({ maxEntries: MAX_CACHED });
  const shapeFigures = createFigureShaper(sink);
  return (text, direction) => {
    if (direction === 'ltr' && FIGURES.test(text)) return shapeFigures(text);
    const key = direction === 'ltr' ? text : `\u0000${text}`;
    const known = words.peek(key);
    if (known !== undefined) return known;
    const shaped = shapeWord(sink, text, direction);
    words.set(key, shaped);
    return shaped;
  };
}

function shapeWord(sink: GlyphSink, text: string, direction: 'ltr' | 'rtl'): Shape {
  const { kit } = sink.face;
  const scale = 1000 / kit.unitsPerEm;
  const visible = orderMarks(
    [...text].some(isInvisible) ? removeInvisible(text, sink.face) : text,
    sink.face,
  );
  const { glyphs, positions } = kit.layout(visible, undefined, undefined, undefined, direction);
  const strokes = createStrokes();
  let width = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const position = positions[index];
    if (position === undefined) continue;
    strokes.raise(round(position.yOffset * scale));
    strokes.move(position.xOffset * scale);
    strokes.add(sink.include(glyph));
    strokes.move((position.xAdvance - glyph.advanceWidth - position.xOffset) * scale);
    width += position.xAdvance * scale;
  }
  if (!Number.isFinite(width)) throw new Error('glyphs without a width');
  return { width, strokes: strokes.end() };
}

/** Collects glyphs and the moves between them, a new stroke for each height. */
function createStrokes() {
  const strokes: Stroke[] = [];
  let rise = 0;
  let glyphs = '';
  let hex = '';
  const closeHex = (): void => {
    if (hex !== '') glyphs += `<${hex}>`;
    hex = '';
  };
  const closeStroke = (): void => {
    closeHex();
    if (glyphs !== '') strokes.push({ rise, glyphs });
    glyphs = '';
  };
  return {
    raise(next: number): void {
      if (next === rise) return;
      closeStroke();
      rise = next;
    },
    move(units: number): void {
      if (Math.abs(units) < 0.01) return;
      closeHex();
      glyphs += `${round(-units)} `;
    },
    add(glyph: number): void {
      hex += toHex(glyph);
    },
    end(): readonly Stroke[] {
      closeStroke();
      return strokes;
    },
  };
}

function createFigureShaper(sink: GlyphSink): (text: string) => Shape {
  const figures = new Map<string, { readonly hex: string; readonly width: number }>();
  const scale = 1000 / sink.face.kit.unitsPerEm;
  const shapeFigure = (character: string) => {
    const known = figures.get(character);
    if (known !== undefined) return known;
    const [glyph] = sink.face.kit.layout(character).glyphs;
    const figure =
      glyph === undefined
        ? { hex: '', width: 0 }
        : { hex: toHex(sink.include(glyph)), width: glyph.advanceWidth * scale };
    figures.set(character, figure);
    return figure;
  };
  return (text) => {
    let hex = '';
    let width = 0;
    for (const character of text) {
      const figure = shapeFigure(character);
      hex += figure.hex;
      width += figure.width;
    }
    return { width, strokes: [{ rise: 0, glyphs: `<${hex}>` }] };
  };
}

const removeInvisible = (text: string, face: FontFace): string =>
  [...text]
    .filter(
      (character) =>
        !isInvisible(character) ||
        (/[\u200C\u200D]/.test(character) && face.hasGlyph(character.codePointAt(0) ?? 0)),
    )
    .join('');

/** Thai and Lao: the ring of the vowel AM, which is typed last, stands between the letter and its tone. */
const TONE_BEFORE_AM =
  /([\u0E31\u0E34-\u0E37\u0E47-\u0E4E\u0EB1\u0EB4-\u0EB7\u0EBB\u0EC8-\u0ECE]+)([\u0E33\u0EB3])/g;

const orderMarks = (text: string, face: FontFace): string =>
  text.replace(TONE_BEFORE_AM, (typed, tones: string, am: string) => {
    const [ring, vowel] = am === '\u0E33' ? ['\u0E4D', '\u0E32'] : ['\u0ECD', '\u0EB2'];
    const isThere = [ring, vowel].every((character) => face.hasGlyph(character.codePointAt(0) ?? 0));
    return isThere ? `${ring}${tones}${vowel}` : typed;
  });

const toHex = (glyph: number): string => glyph.toString(16).padStart(4, '0');
const round = (units: number): number => Math.round(units * 100) / 100;
