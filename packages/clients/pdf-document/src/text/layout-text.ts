import { cutText, type TextTools, type Word } from './cut-text.ts';
import type { Line, Piece, PlacedPiece, StyledText, TextBox } from './text-line.ts';

/** Breaks text into lines. A word that is wider than a line is divided where the line ends. */
export function layoutText(texts: readonly StyledText[], box: TextBox, tools: TextTools): readonly Line[] {
  const { words, isRightToLeft, hasRightToLeft } = cutText(texts, { direction: box.direction, tools });
  const align = chooseSide(box.align, isRightToLeft);
  const lines: Line[] = [];
  let current: Word[] = [];
  let width = 0;
  const metrics = { ...measureLine(texts, box.lineHeight) };
  const close = (isLast: boolean): void => {
    lines.push(
      createLine(current, {
        ...box,
        align: align === 'justify' && isLast ? chooseSide('start', isRightToLeft) : align,
        isRightToLeft,
        hasRightToLeft,
        ...metrics,
      }),
    );
    current = [];
    width = 0;
  };
  const add = (word: Word): void => {
    current.push(word);
    width += word.width + word.blankWidth;
    if (word.endsLine) close(true);
  };
  for (const word of words) {
    if (width + word.width <= box.width + 0.01) {
      add(word);
      continue;
    }
    if (current.length > 0) close(false);
    if (word.width <= box.width + 0.01) {
      add(word);
      continue;
    }
    const parts = divideWord(word, { width: box.width, tools });
    for (const [index, part] of parts.entries()) {
      add(part);
      if (index < parts.length - 1 && current.length > 0) close(false);
    }
  }
  if (current.length > 0 || lines.length === 0) close(true);
  return lines;
}

/** Points that a text takes on one line; of its longest part where it has several. */
export function measureText(texts: readonly StyledText[], tools: TextTools): number {
  const { words } = cutText(texts, { direction: 'auto', tools });
  let widest = 0;
  let width = 0;
  let blanks = 0;
  for (const word of words) {
    width += blanks + word.width;
    blanks = word.blankWidth;
    widest = Math.max(widest, width);
    if (word.endsLine) [width, blanks] = [0, 0];
  }
  return widest;
}

export type Side = 'left' | 'center' | 'right' | 'justify';
export const chooseSide = (align: TextBox['align'], isRightToLeft: boolean): Side => {
  if (align === 'start') return isRightToLeft ? 'right' : 'left';
  if (align === 'end') return isRightToLeft ? 'left' : 'right';
  return align;
};

function measureLine(
  texts: readonly StyledText[],
  lineHeight: number,
): { readonly height: number; readonly baseline: number } {
  let height = 0;
  let baseline = 0;
  for (const { look } of texts) {
    const kit = look.chain[0]?.kit;
    if (kit === undefined) continue;
    const ascent = (kit.ascent / kit.unitsPerEm) * look.size;
    const descent = (-kit.descent / kit.unitsPerEm) * look.size;
    const own = look.size * lineHeight;
    height = Math.max(height, own);
    baseline = Math.max(baseline, (own - ascent - descent) / 2 + ascent);
  }
  return { height, baseline };
}

export interface LineOptions {
  readonly width: number;
  readonly align: Side;
  readonly isRightToLeft: boolean;
  readonly hasRightToLeft: boolean;
  readonly height: number;
  readonly baseline: number;
}

/** Words as a line, from left to right. */
export function createLine(
  words: readonly Word[],
  { width, align, isRightToLeft, hasRightToLeft, height, baseline }: LineOptions,
): Line {
  const logical: Piece[] = [];
  for (const [index, word] of words.entries()) {
    logical.push(...word.pieces);
    if (index < words.length - 1) logical.push(...word.blanks);
  }
  const visual = hasRightToLeft ? reorder(logical) : logical;
  const used = visual.reduce((sum, piece) => sum + piece.width, 0);
  const free = Math.max(0, width - used);
  const gaps = align === 'justify' ? visual.filter(({ isSpace }) => isSpace).length : 0;
  let x = align === 'right' ? free : align === 'center' ? free / 2 : 0;
  if (align === 'justify' && gaps === 0 && isRightToLeft) x = free;
  const pieces: PlacedPiece[] = visual.map((piece) => {
    const placed = { ...piece, x };
    x += piece.width + (piece.isSpace && gaps > 0 ? free / gaps : 0);
    return placed;
  });
  return { pieces, height, baseline };
}

/** Rule L2 of the bidirectional algorithm, on pieces of one level each. */
function reorder(pieces: readonly Piece[]): readonly Piece[] {
  const result = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < result.length; start += 1) {
      if ((result[start]?.level ?? 0) < level) continue;
      let end = start;
      while (end < result.length && (result[end]?.level ?? 0) >= level) end += 1;
      result.splice(start, end - start, ...result.slice(start, end).reverse());
      start = end;
    }
  }
  return result;
}

/** Divides a word into parts that each fit a line; of one letter, if need be. */
export function divideWord(
  word: Word,
  { width, tools }: { readonly width: number; readonly tools: TextTools },
): readonly Word[] {
  const parts: Word[] = [];
  let pieces: Piece[] = [];
  let used = 0;
  const close = (): void => {
    if (pieces.length > 0) parts.push({ pieces, blanks: [], width: used, blankWidth: 0, endsLine: false });
    pieces = [];
    used = 0;
  };
  const addText = (text: string, piece: Piece): void => {
    if (text === '') return;
    const shape = tools.shape(piece.face, text, (piece.level & 1) === 1 ? 'rtl' : 'ltr');
    const pieceWidth = (shape.width * piece.look.size) / 1000;
    pieces.push({ ...piece, text, shape, width: pieceWidth });
    used += pieceWidth;
  };
  for (const piece of word.pieces) {
    let text = '';
    let textWidth = 0;
    for (const character of piece.text) {
      const own = (tools.shape(piece.face, character, 'ltr').width * piece.look.size) / 1000;
      if (used + textWidth + own > width && (pieces.length > 0 || text !== '')) {
        addText(text, piece);
        close();
        [text, textWidth] = ['', 0];
      }
      text += character;
      textWidth += own;
    }
    addText(text, piece);
  }
  const last = {
    pieces,
    blanks: word.blanks,
    width: used,
    blankWidth: word.blankWidth,
    endsLine: word.endsLine,
  };
  return [...parts, last];
}
