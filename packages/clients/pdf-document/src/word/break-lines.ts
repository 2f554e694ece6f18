import type { FilledInline, FilledParagraph, FilledPicture } from '@jobwright/word-template';
import { normalizeText } from '../text/normalize-text.ts';
import { cutText, type Word } from '../text/cut-text.ts';
import type { Look, Piece, StyledText } from '../text/text-line.ts';
import { locateParagraph, WORD_PATH, type WordContext } from './word-context.ts';

/** What a line is made of, in the order of the text. */
export type Atom =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'tab'; readonly look: Look }
  | { readonly kind: 'newline' };

export interface CutParagraph {
  readonly atoms: readonly Atom[];
  readonly isRightToLeft: boolean;
  readonly hasRightToLeft: boolean;
  /** Pictures in the line, by the looks that stand for them. */
  readonly pictures: ReadonlyMap<Look, FilledPicture>;
  /** The look of its label. */
  readonly label: Look | undefined;
  /** All its text. */
  readonly text: string;
}

/** Cuts the contents of a paragraph, without its breaks of pages and columns, into what lines are made of. */
export function cutParagraph(
  paragraph: FilledParagraph,
  content: readonly FilledInline[],
  { word, width, pageNumbers }: WordContext,
): CutParagraph {
  const { text: tools, budget } = word.tools;
  const atoms: Atom[] = [];
  const pictures = new Map<Look, FilledPicture>();
  const direction = paragraph.look.isRightToLeft ? 'rtl' : 'ltr';
  let pending: StyledText[] = [];
  let isRightToLeft = paragraph.look.isRightToLeft;
  let hasRightToLeft = false;
  const flush = (): void => {
    if (pending.length === 0) return;
    const cut = cutText(pending, { direction: direction === 'rtl' ? 'rtl' : 'auto', tools });
    isRightToLeft ||= cut.isRightToLeft;
    hasRightToLeft ||= cut.hasRightToLeft;
    for (const each of cut.words) atoms.push({ kind: 'word', word: each });
    pending = [];
  };
  const addText = (text: string, look: Look): void => {
    const normal = normalizeText(text.replaceAll(/[\n\r\t]/g, ' '), WORD_PATH);
    budget.spend('characters', normal.length);
    if (normal !== '') pending.push({ text: normal, look, path: locateParagraph(paragraph) });
  };
  const label = addLabel(paragraph, { word, atoms, addText, flush });
  for (const inline of content) {
    switch (inline.kind) {
      case 'text':
        addText(inline.text, word.look(inline.look, inline.link));
        break;
      case 'pageNumber':
      case 'pageCount':
        addText(
          String((inline.kind === 'pageNumber' ? pageNumbers?.number : pageNumbers?.pages) ?? ''),
          word.look(inline.look, undefined),
        );
        break;
      case 'tab':
        flush();
        atoms.push({ kind: 'tab', look: word.look(inline.look, undefined) });
        break;
      case 'break':
        flush();
        atoms.push({ kind: 'newline' });
        break;
      case 'picture':
        if (inline.position.kind !== 'inline') break;
        flush();
        atoms.push({ kind: 'word', word: createPictureWord(inline, { word, paragraph, width, pictures }) });
        break;
      case 'bookmark':
        break;
    }
  }
  flush();
  const text = content
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'tab' ? ' ' : ''))
    .join('');
  return { atoms, pictures, label, text, isRightToLeft, hasRightToLeft };
}

interface LabelTools {
  readonly word: WordContext['word'];
  readonly atoms: Atom[];
  readonly addText: (text: string, look: Look) => void;
  readonly flush: () => void;
}

/** The number or bullet in front of the text, and what is between them. */
function addLabel(
  { label, mark }: FilledParagraph,
  { word, atoms, addText, flush }: LabelTools,
): Look | undefined {
  if (label === undefined) return undefined;
  const look = word.look({ ...mark, underline: false, strike: false }, undefined);
  addText(label.suffix === 'space' ? `${label.text}\u00A0` : label.text, look);
  flush();
  if (label.suffix === 'tab') atoms.push({ kind: 'tab', look });
  return look;
}

interface PictureWord {
  readonly word: WordContext['word'];
  readonly paragraph: FilledParagraph;
  readonly width: number;
  readonly pictures: Map<Look, FilledPicture>;
}

/** A picture as a word without letters: as wide as it is, and no wider than the column. */
function createPictureWord(picture: FilledPicture, { word, paragraph, width, pictures }: PictureWord): Word {
  const look = { ...word.look(paragraph.mark, undefined) };
  const size = fitPicture(picture, width);
  pictures.set(look, { ...picture, ...size });
  const [face] = look.chain;
  if (face === undefined) return { pieces: [], blanks: [], width: 0, blankWidth: 0, endsLine: false };
  const piece: Piece = {
    ...{ text: '', face, look, level: 0, isSpace: false },
    shape: { width: 0, strokes: [] },
    width: size.width,
  };
  return { pieces: [piece], blanks: [], width: size.width, blankWidth: 0, endsLine: false };
}

/** The size of a picture that is no wider than there is room. */
export function fitPicture(
  { width, height }: Pick<FilledPicture, 'width' | 'height'>,
  room: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, Math.max(1, room) / width);
  return { width: width * scale, height: height * scale };
}
