import type { Borders, FilledParagraph } from '@jobwright/word-template';
import { drawLine } from '../layout/layout-paragraph.ts';
import type { Node } from '../layout/slice.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { drawPicture } from './layout-word-picture.ts';
import type { PlacedLine } from './place-line.ts';
import type { WordContext } from './word-context.ts';

/** Elements of the structure for a paragraph, and what is done where it begins and ends. */
export interface ParagraphNodes {
  /** Owns the text. */
  readonly text: Node;
  /** Owns the number or bullet; closed when that is drawn. */
  readonly label: Node | undefined;
  readonly onStart:
    ((at: { readonly page: PageCanvas; readonly y: number; readonly text: string }) => void) | undefined;
  readonly onEnd: (() => void) | undefined;
}

interface Surface {
  readonly page: PageCanvas;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The color behind a paragraph, and its lines (ECMA-376 Part 1, 17.3.1.24 and 17.3.1.31). */
export function drawSurface(
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

export function drawPlacedLine(
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
