import type { Borders, FilledInline, FilledParagraph } from '@jobwright/word-template';
import { drawLine } from '../layout/layout-paragraph.ts';
import type { BoxSlice, Node, Slices } from '../layout/slice.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { cutParagraph } from './break-lines.ts';
import { drawPicture, layoutPictures } from './layout-word-picture.ts';
import { fillLines } from './fill-lines.ts';
import { placeLine, type PlacedLine } from './place-line.ts';
import type { WordContext } from './word-context.ts';

/** Lines that have to stay together at each end of a divided paragraph. */
const TOGETHER = 2;

export interface ParagraphNodes {
  /** Owns the text. */
  readonly text: Node;
  /** Owns the number or bullet; closed when that is drawn. */
  readonly label: Node | undefined;
  readonly onStart:
    ((at: { readonly page: PageCanvas; readonly y: number; readonly text: string }) => void) | undefined;
  readonly onEnd: (() => void) | undefined;
}

/** The lines of a paragraph, divided where it says that a page or column ends. */
export function* layoutWordParagraph(
  paragraph: FilledParagraph,
  context: WordContext,
  {
    nodes,
    gap,
    indent = 0,
  }: { readonly nodes: ParagraphNodes; readonly gap: number; readonly indent?: number },
): Slices {
  if (paragraph.look.breakBefore && context.pageNumbers === undefined)
    yield { kind: 'break', path: paragraph.around };
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
        indent,
      });
    if (isLast) yield { kind: 'hook', run: () => nodes.onEnd?.() };
    if (to !== undefined) yield { kind: 'break', to, path: paragraph.around };
  }
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

interface LinesOptions extends ParagraphPart_ {
  readonly paragraph: FilledParagraph;
  readonly context: WordContext;
  readonly nodes: ParagraphNodes;
  readonly gap: number;
  readonly isFirst: boolean;
  readonly indent: number;
}
type ParagraphPart_ = Pick<ParagraphPart, 'content'>;

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
      path: paragraph.around,
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

interface Surface {
  readonly page: PageCanvas;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The color behind a paragraph, and its lines (ECMA-376 Part 1, 17.3.1.24 and 17.3.1.31). */
function drawSurface(
  { look }: FilledParagraph,
  { page, x, y, width, height }: Surface,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): void {
  const left = x + look.indentLeft + Math.min(0, look.firstLine);
  const box = { x: left, y, width: x + width - look.indentRight - left, height };
  if (look.background !== undefined) page.fill(box, look.background);
  const { top, bottom } = look.borders;
  drawBorders(page, box, {
    ...look.borders,
    top: isFirst ? top : undefined,
    bottom: isLast ? bottom : undefined,
  });
}

/** Draws the sides of a box that have a line. */
export function drawBorders(
  page: PageCanvas,
  { x, y, width, height }: Omit<Surface, 'page'>,
  { top, right, bottom, left }: Borders,
): void {
  const [end, low] = [x + width, y + height];
  if (top !== undefined && top.width > 0) page.line([x, y], [end, y], top);
  if (bottom !== undefined && bottom.width > 0) page.line([x, low], [end, low], bottom);
  if (left !== undefined && left.width > 0) page.line([x, y], [x, low], left);
  if (right !== undefined && right.width > 0) page.line([end, y], [end, low], right);
}

interface LinePosition {
  readonly page: PageCanvas;
  readonly x: number;
  readonly y: number;
  readonly nodes: ParagraphNodes;
  readonly context: WordContext;
}

function drawPlacedLine(
  { line, label, pictures }: PlacedLine,
  { page, x, y, nodes, context }: LinePosition,
): void {
  const { tools } = context.word;
  const at = { page, x, y, context: { tools } };
  if (label !== undefined) {
    drawLine(label, { ...at, node: nodes.label ?? nodes.text });
    nodes.label?.close();
  }
  for (const { look, x: left, width } of line.pieces) {
    if (look.background === undefined) continue;
    page.fill({ x: x + left, y, width, height: line.height }, look.background);
  }
  drawLine(line, { ...at, node: nodes.text });
  for (const { picture, ...offset } of pictures)
    drawPicture(picture, { page, x: x + offset.x, y: y + offset.y, parent: nodes.text, word: context.word });
}
