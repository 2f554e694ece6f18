import type { FilledParagraph, TabStop } from '@jobwright/word-template';
import type { Word } from '../text/cut-text.ts';
import { divideWord } from '../text/layout-text.ts';
import type { Look } from '../text/text-line.ts';
import type { Atom, CutParagraph } from './break-lines.ts';
import type { WordContext } from './word-context.ts';

/** Words from one tab to the next one. */
export interface Segment {
  /** The tab in front of it; `undefined`: it is the first of its line. */
  readonly tab: { readonly stop: TabStop; readonly look: Look } | undefined;
  readonly words: Word[];
  /** Points of its words and the blanks between them. */
  width: number;
}

/** A line before it is put in place; lengths in points from the left edge of the column. */
export interface FilledLine {
  readonly segments: readonly Segment[];
  readonly left: number;
  readonly right: number;
  /** Is it followed by nothing, or by a line break? */
  readonly isLast: boolean;
}

const TOLERANCE = 0.01;

/** Puts the atoms of a paragraph onto lines (ECMA-376 Part 1, 17.3.1.12 and 17.3.1.37). */
export function fillLines(
  { atoms }: CutParagraph,
  { look }: FilledParagraph,
  { width, word }: WordContext,
): readonly FilledLine[] {
  const right = Math.max(look.indentLeft + 10, width - look.indentRight);
  const lines: FilledLine[] = [];
  const findStop = createStopFinder(look, { right, tabWidth: word.tabWidth });
  let segments: Segment[] = [];
  const left = (): number =>
    Math.max(-look.indentLeft, look.indentLeft + (lines.length === 0 ? look.firstLine : 0));
  const start = (tab: Segment['tab']): Segment => {
    const segment: Segment = { tab, words: [], width: 0 };
    segments.push(segment);
    return segment;
  };
  const close = (isLast: boolean): void => {
    lines.push({ segments, left: left(), right, isLast });
    segments = [];
    start(undefined);
  };
  start(undefined);
  const add = (each: Word): void => {
    const segment = segments.at(-1) ?? start(undefined);
    segment.words.push(each);
    segment.width += each.width + each.blankWidth;
    if (each.endsLine) close(true);
  };
  const isFresh = (): boolean => segments.length === 1 && segments[0]?.words.length === 0;
  const addWord = (each: Word): void => {
    if (measureEnd(segments, left(), each.width) <= rightEdge(segments, right) + TOLERANCE) {
      add(each);
      return;
    }
    if (!isFresh()) close(false);
    const room = right - left();
    if (each.width <= room + TOLERANCE) {
      add(each);
      return;
    }
    const parts = divideWord(each, { width: room, tools: word.tools.text });
    for (const [index, part] of parts.entries()) {
      add(part);
      if (index < parts.length - 1) close(false);
    }
  };
  const addTab = (atom: Extract<Atom, { readonly kind: 'tab' }>): void => {
    const stop = findStop(measureEnd(segments, left(), 0), lines.length === 0);
    if (stop.position > right + TOLERANCE && stop.isDefault && !isFresh()) {
      close(false);
      start({ stop: findStop(left(), false), look: atom.look });
    } else start({ stop, look: atom.look });
  };
  for (const atom of atoms) {
    if (atom.kind === 'newline') close(true);
    else if (atom.kind === 'tab') addTab(atom);
    else addWord(atom.word);
  }
  close(true);
  return lines;
}

interface FoundStop extends TabStop {
  readonly isDefault: boolean;
}

interface StopOptions {
  readonly right: number;
  readonly tabWidth: number;
}

/** The next stop behind a position; a hanging indent is one on the first line. */
function createStopFinder(look: FilledParagraph['look'], { tabWidth }: StopOptions) {
  const lastOwn = look.tabs.at(-1)?.position ?? 0;
  return (position: number, isFirstLine: boolean): FoundStop => {
    const own = look.tabs.find((stop) => stop.position > position + TOLERANCE);
    const hanging = isFirstLine && look.firstLine < 0 && position < look.indentLeft - TOLERANCE;
    if (hanging && (own === undefined || own.position > look.indentLeft))
      return { position: look.indentLeft, align: 'left', leader: '', isDefault: true };
    if (own !== undefined) return { ...own, isDefault: false };
    const from = Math.max(position, lastOwn);
    const next = (Math.floor((from + TOLERANCE) / tabWidth) + 1) * tabWidth;
    return { position: next, align: 'left', leader: '', isDefault: true };
  };
}

/** Where a line ends with another word: tabs put what follows them where they say. */
function measureEnd(segments: readonly Segment[], left: number, more: number): number {
  let end = left;
  for (const [index, segment] of segments.entries()) {
    const extra = index === segments.length - 1 ? more : 0;
    end = placeSegment(segment, end, segment.width + extra) + segment.width + extra;
  }
  return end;
}

/** Where a segment begins: not before the one in front of it ends. */
export function placeSegment({ tab, words }: Segment, end: number, width: number): number {
  if (tab === undefined) return end;
  const { position, align } = tab.stop;
  switch (align) {
    case 'left':
      return Math.max(end, position);
    case 'right':
      return Math.max(end, position - width);
    case 'center':
      return Math.max(end, position - width / 2);
    case 'decimal':
      return Math.max(end, position - width + measureFraction(words, width));
  }
}

/** Points behind the last decimal separator, by the share of characters. */
function measureFraction(words: readonly Word[], width: number): number {
  const text = words.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('');
  const fraction = /[.,]\d*\D*$/.exec(text)?.[0] ?? '';
  return text === '' ? 0 : (width * fraction.length) / text.length;
}

/** What a tab stop beyond the right indent leads to may stand there. */
const rightEdge = (segments: readonly Segment[], right: number): number =>
  Math.max(
    right,
    ...segments.flatMap(({ tab }) =>
      tab === undefined || tab.stop.align === 'left' ? [] : [tab.stop.position],
    ),
  );
