import type { FilledInline, FilledParagraph } from '@jobwright/word-template';
import type { BoxSlice, Slices } from '../layout/slice.ts';
import { cutParagraph } from './break-lines.ts';
import { drawPlacedLine, drawSurface, type ParagraphNodes } from './draw-paragraph.ts';
import { layoutPictures } from './layout-word-picture.ts';
import { fillLines } from './fill-lines.ts';
import { placeLine } from './place-line.ts';
import { locateParagraph, type WordContext } from './word-context.ts';

/** Lines that have to stay together at each end of a divided paragraph. */
const TOGETHER = 2;

/** The lines of a paragraph, divided where it says that a page or column ends. */
export function* layoutWordParagraph(
  given: FilledParagraph,
  context: WordContext,
  { nodes, gap }: { readonly nodes: ParagraphNodes; readonly gap: number },
): Slices {
  const paragraph = given.look.isRightToLeft ? turnAround(given, context) : given;
  if (paragraph.look.breakBefore && context.pageNumbers === undefined)
    yield { kind: 'break', path: locateParagraph(paragraph) };
  yield* layoutPictures(paragraph, context, nodes.text);
  const parts = divideAtBreaks(paragraph.content);
  for (const [index, { content, to }] of parts.entries()) {
    // A break at an end of a paragraph leaves no empty line.
    const isDrawn = parts.length === 1 || content.some(isDrawnInline);
    const isLast = index === parts.length - 1;
    if (isDrawn)
      yield* layoutLines({
        paragraph,
        content,
        context,
        nodes,
        gap: index === 0 ? gap : 0,
        isFirst: index === 0,
      });
    if (isLast) yield { kind: 'hook', run: () => nodes.onEnd?.() };
    if (to !== undefined) yield { kind: 'break', to, path: locateParagraph(paragraph) };
  }
}

/** Text from right to left begins at the right: so do its indents. */
function turnAround(paragraph: FilledParagraph, { word }: WordContext): FilledParagraph {
  const { look, content, label } = paragraph;
  if (label !== undefined || content.some(({ kind }) => kind === 'tab'))
    word.note('Numbers, bullets and tabs of text from right to left are drawn at its left');
  return { ...paragraph, look: { ...look, indentLeft: look.indentRight, indentRight: look.indentLeft } };
}

const isDrawnInline = (inline: FilledInline): boolean =>
  inline.kind !== 'bookmark' && !(inline.kind === 'picture' && inline.position.kind !== 'inline');

interface ParagraphPart {
  readonly content: readonly FilledInline[];
  readonly to: 'page' | 'column' | undefined;
}

function divideAtBreaks(content: readonly FilledInline[]): readonly ParagraphPart[] {
  const parts: ParagraphPart[] = [];
  let current: FilledInline[] = [];
  for (const inline of content) {
    if (inline.kind === 'break' && inline.to !== 'line') {
      parts.push({ content: current, to: inline.to });
      current = [];
    } else current.push(inline);
  }
  return [...parts, { content: current, to: undefined }];
}

interface LinesOptions extends Pick<ParagraphPart, 'content'> {
  readonly paragraph: FilledParagraph;
  readonly context: WordContext;
  readonly nodes: ParagraphNodes;
  readonly gap: number;
  readonly isFirst: boolean;
}

/** One slice for each line; the first two and the last two stay together. */
function* layoutLines({ paragraph, content, context, nodes, gap, isFirst }: LinesOptions): Slices {
  const shown = isFirst ? paragraph : { ...paragraph, label: undefined };
  const cut = cutParagraph(shown, content, context);
  const filled = fillLines(cut, shown, context);
  const last = filled.length - 1;
  const { look } = paragraph;
  for (const [index, each] of filled.entries()) {
    const placed = placeLine(each, { cut, paragraph: shown, context });
    const keepsLines = look.keepLines || index < TOGETHER - 1 || index >= last - TOGETHER + 1;
    yield {
      kind: 'box',
      path: locateParagraph(paragraph),
      height: placed.line.height,
      gap: index === 0 ? gap : 0,
      keep: index < last ? keepsLines : look.keepWithNext,
      draw(page, x, y) {
        if (index === 0) nodes.onStart?.({ page, y, text: cut.text });
        const edges = { isFirst: index === 0, isLast: index === last };
        drawSurface(paragraph, { page, x, y, width: context.width, height: placed.line.height }, edges);
        drawPlacedLine(placed, { page, x, y, nodes, context });
      },
    } satisfies BoxSlice;
  }
}
