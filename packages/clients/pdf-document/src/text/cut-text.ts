import createBidi from 'bidi-js';
import LineBreaker from 'linebreak';
import { isInvisible, splitByFont } from './split-by-font.ts';
import type { Shape } from './shape-text.ts';
import type { FontFace } from './font-set.ts';
import type { Look, Piece, StyledText } from './text-line.ts';

/** What may not be divided: a word, and the blanks behind it. */
export interface Word {
  readonly pieces: readonly Piece[];
  readonly blanks: readonly Piece[];
  /** Points. */
  readonly width: number;
  readonly blankWidth: number;
  /** Does the line end here in any case? */
  readonly endsLine: boolean;
}

export interface Words {
  readonly words: readonly Word[];
  readonly isRightToLeft: boolean;
  readonly hasRightToLeft: boolean;
}

export interface TextTools {
  shape(face: FontFace, text: string, direction: 'ltr' | 'rtl'): Shape;
  /** Says what is drawn instead of a character without a glyph. @throws PdfError `glyph-missing` */
  replaceMissing(character: string, path: string): string;
  /** Of what replaces a character. */
  readonly warningColor: string;
}

const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** Lines of such text end at blanks and nowhere else. */
const PLAIN = /^[\w ,.;:'"()&@#*+=<>\u00C0-\u024F]*$/;
const BLANKS = /[ \n\u00A0\u2002-\u200A\u3000]*$/;
/** A word longer than this is cut where it stands: it fits no line. */
const MAX_WORD = 120;

const bidi = createBidi();

/** Cuts text into words, and these where look, font or direction change. */
export function cutText(
  texts: readonly StyledText[],
  { direction, tools }: { readonly direction: 'auto' | 'ltr' | 'rtl'; readonly tools: TextTools },
): Words {
  const whole = texts.length === 1 ? (texts[0]?.text ?? '') : texts.map(({ text }) => text).join('');
  const hasRightToLeft = direction === 'rtl' || RIGHT_TO_LEFT.test(whole);
  const { levels, paragraphs } = hasRightToLeft
    ? bidi.getEmbeddingLevels(whole, direction)
    : { levels: undefined, paragraphs: [] };
  const cutPieces = createPieceCutter({ texts, whole, levels, tools });
  const words: Word[] = [];
  let start = 0;
  for (const { position, required } of listBreaks(whole)) {
    const blanksStart =
      start +
      (whole.slice(start, position).length - (BLANKS.exec(whole.slice(start, position))?.[0].length ?? 0));
    const pieces = cutPieces(start, blanksStart);
    // Between words of one font the blank is one of that font too, so that they are one run.
    const blanks = cutPieces(blanksStart, position, hasRightToLeft ? pieces.at(-1)?.face : undefined);
    words.push({
      pieces,
      blanks,
      width: sumWidths(pieces),
      blankWidth: sumWidths(blanks),
      endsLine: required && position < whole.length,
    });
    if (required && position === whole.length && whole.endsWith('\n')) {
      words.push({ pieces: [], blanks: [], width: 0, blankWidth: 0, endsLine: false });
    }
    start = position;
  }
  return { words, hasRightToLeft, isRightToLeft: ((paragraphs[0]?.level ?? 0) & 1) === 1 };
}

const sumWidths = (pieces: readonly Piece[]): number => pieces.reduce((sum, { width }) => sum + width, 0);

function* listBreaks(text: string): Generator<{ readonly position: number; readonly required: boolean }> {
  if (PLAIN.test(text)) {
    for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at)) {
      while (text[at] === ' ') at += 1;
      if (at < text.length) yield { position: at, required: false };
    }
    if (text.length > 0) yield { position: text.length, required: false };
    return;
  }
  const breaker = new LineBreaker(text);
  let start = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    for (; next.position - start > MAX_WORD; start += MAX_WORD)
      yield { position: start + MAX_WORD, required: false };
    start = next.position;
    yield { position: next.position, required: next.required };
  }
}

interface CutterOptions {
  readonly texts: readonly StyledText[];
  readonly whole: string;
  readonly levels: Uint8Array | undefined;
  readonly tools: TextTools;
}

function createPieceCutter({ texts, whole, levels, tools }: CutterOptions) {
  const ends: number[] = [];
  for (const { text } of texts) ends.push((ends.at(-1) ?? 0) + text.length);

  const createPiece = (
    text: string,
    { face, look, level }: { face: FontFace; look: Look; level: number },
  ): Piece => {
    const isRightToLeft = (level & 1) === 1;
    const drawn = isRightToLeft ? mirror(text) : text;
    const shape = tools.shape(face, drawn, isRightToLeft ? 'rtl' : 'ltr');
    const isSpace = /^[ \u00A0\u2002-\u200A\u3000]+$/.test(text);
    return { text, face, look, level, shape, isSpace, width: (shape.width * look.size) / 1000 };
  };

  const cutByFont = (text: string, source: StyledText, level: number): readonly Piece[] =>
    splitByFont(text, source.look.chain).flatMap(({ text: part, face }) => {
      if (face !== undefined) return [createPiece(part, { face, look: source.look, level })];
      const [first] = source.look.chain;
      const character = String.fromCodePoint(part.codePointAt(0) ?? 0);
      const replacement = tools.replaceMissing(character, source.path);
      const look = { ...source.look, color: tools.warningColor };
      return first === undefined ? [] : [createPiece(replacement, { face: first, look, level: level & ~1 })];
    });

  return (from: number, to: number, preferred?: FontFace): readonly Piece[] => {
    const pieces: Piece[] = [];
    let at = from;
    for (const [index, source] of texts.entries()) {
      const end = Math.min(ends[index] ?? 0, to);
      while (at < end) {
        const level = levels?.[at] ?? 0;
        let next = at + 1;
        if (levels === undefined) next = end;
        else while (next < end && levels[next] === level) next += 1;
        const text = whole.slice(at, next).replaceAll('\n', '');
        if (text !== '' && ![...text].every(isInvisible))
          pieces.push(
            ...cutByFont(
              text,
              preferred === undefined
                ? source
                : { ...source, look: { ...source.look, chain: [preferred, ...source.look.chain] } },
              level,
            ),
          );
        at = next;
      }
    }
    return pieces;
  };
}

/** Brackets open to the other side where text runs from right to left. */
const mirror = (text: string): string =>
  /[^\p{L}\p{M}\p{N} ]/u.test(text)
    ? [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join('')
    : text;
