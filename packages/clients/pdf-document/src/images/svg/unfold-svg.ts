import type { FontFace } from '../../text/font-set.ts';
import { createStyles, INITIAL_STYLE, type Style } from './compute-style.ts';
import { define, type Drawing, type DrawingContext, type SvgFonts } from './drawing.ts';
import { parseShare } from './gradient.ts';
import { createMarkupBudget, writeMarkup, formatMatrix } from './markup.ts';
import { resolvePaint } from './paint.ts';
import { createClip, createMask } from './cut-outs.ts';
import { readLength } from './read-length.ts';
import { isShape, createShape, createStroke } from './create-shape.ts';
import { parseStyleSheets } from './style-sheet.ts';
import { SvgProblem, notUnderstoodProblem } from './svg-problem.ts';
import { readSvgTree, type SvgElement } from './svg-tree.ts';
import { createText } from './create-text.ts';
import { readTransform } from './read-transform.ts';
import { fitViewBox, parseViewBox, type Viewport } from './units.ts';

export interface UnfoldedSvg {
  /** A drawing of shapes and texts with plain attributes: no styles, uses, percentages or colors by name. */
  readonly markup: string;
  /** Faces that its texts name. */
  readonly faces: ReadonlyMap<string, FontFace>;
}

/**
 * Unfolds a drawing that was checked to what is drawn: styles by the cascade of CSS, uses, nested drawings,
 * colors, units, what gradients let through, fonts of texts. What is not understood is named.
 * @throws SvgProblem; PdfError `glyph-missing`
 */
export function unfoldSvg(text: string, size: Viewport, fonts: SvgFonts): UnfoldedSvg {
  const tree = readSvgTree(text);
  if (tree === undefined) throw new SvgProblem('it is not an SVG');
  const drawing: Drawing = {
    tree,
    styleOf: createStyles(parseStyleSheets(tree.styleSheets)),
    fonts,
    budget: createMarkupBudget(),
    known: new Map(),
    definitions: [],
    faces: new Map(),
  };
  const { root } = tree;
  const viewBox = parseViewBox(root.attributes.get('viewBox'));
  const style = drawing.styleOf(root, INITIAL_STYLE);
  const context: DrawingContext = {
    viewport: viewBox === undefined ? size : { width: viewBox[2], height: viewBox[3] },
    style,
    mode: 'draw',
    open: [root],
  };
  const matrix =
    viewBox === undefined || !(viewBox[2] > 0 && viewBox[3] > 0)
      ? undefined
      : formatMatrix(fitViewBox(viewBox, size, root.attributes.get('preserveAspectRatio')));
  const inner = style.get('display') === 'none' ? '' : drawChildren(root, context, drawing);
  const wrapped = wrap(writeMarkup('g', { transform: matrix }, inner), root, { style, context, drawing });
  const content = writeMarkup('defs', {}, drawing.definitions.join('')) + wrapped;
  const { width, height } = size;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  };
  return { markup: writeMarkup('svg', attributes, content), faces: drawing.faces };
}

function drawChildren(element: SvgElement, context: DrawingContext, drawing: Drawing): string {
  return element.children
    .map((child) => (typeof child === 'string' ? '' : drawElement(child, context, drawing)))
    .join('');
}

function drawElement(element: SvgElement, context: DrawingContext, drawing: Drawing): string {
  const { name } = element;
  const isDrawn = isShape(name) || ['g', 'a', 'switch', 'use', 'svg', 'text'].includes(name);
  if (!isDrawn) return '';
  if (context.open.includes(element)) throw new SvgProblem('the SVG uses its own parts too often');
  const style = drawing.styleOf(element, context.style);
  if (style.get('display') === 'none') return '';
  const inside: DrawingContext = { ...context, style, open: [...context.open, element] };
  return wrap(drawContent(element, inside, drawing), element, { style, context, drawing });
}

function drawContent(element: SvgElement, context: DrawingContext, drawing: Drawing): string {
  const { style } = context;
  const drawWithin = (each: SvgElement, within: DrawingContext): string =>
    drawChildren(each, within, drawing);
  const paintOf = (kind: 'fill' | 'stroke', own: Style) =>
    resolvePaint(kind, own, {
      drawing,
      context: { ...context, style: own },
      drawChildren: drawWithin,
    });
  if (isShape(element.name)) {
    const isSeen = style.get('visibility') === 'visible';
    return isSeen ? createShape(element, style, { drawing, context, paintOf, drawChildren: drawWithin }) : '';
  }
  switch (element.name) {
    case 'text':
      return style.fontSize === 0
        ? ''
        : createText(element, style, { drawing, context, paintOf, strokeOf: createStroke });
    case 'use':
      return drawUse(element, context, drawing);
    case 'svg':
      return drawNested(element, context, { drawing, size: element });
    case 'switch': {
      const chosen = element.children.find(isChosen);
      return typeof chosen === 'object' ? drawElement(chosen, context, drawing) : '';
    }
    default:
      return drawChildren(element, context, drawing);
  }
}

function isChosen(child: SvgElement | string): boolean {
  if (typeof child === 'string') return false;
  const language = child.attributes.get('systemLanguage');
  if (language !== undefined) throw notUnderstoodProblem('systemLanguage', language);
  return (child.attributes.get('requiredExtensions') ?? '') === '';
}

function drawUse(element: SvgElement, context: DrawingContext, drawing: Drawing): string {
  const target = (element.attributes.get('href') ?? element.attributes.get('xlink:href') ?? '').slice(1);
  const used = drawing.tree.byId.get(target);
  if (used === undefined) return '';
  const { viewport, style } = context;
  const at = (name: 'x' | 'y'): number =>
    readLength(element, name, { percentOf: name === 'x' ? viewport.width : viewport.height, style }) ?? 0;
  const isFramed = used.name === 'symbol' || used.name === 'svg';
  const framed = (): string => {
    if (context.open.includes(used)) throw new SvgProblem('the SVG uses its own parts too often');
    const own = drawing.styleOf(used, style);
    if (own.get('display') === 'none') return '';
    const inside = { ...context, style: own, open: [...context.open, used] };
    const content = drawNested(used, inside, { drawing, size: element });
    return wrap(content, used, { style: own, context, drawing });
  };
  const content = isFramed ? framed() : drawElement(used, context, drawing);
  return writeMarkup('g', { transform: formatMatrix([1, 0, 0, 1, at('x'), at('y')]) }, content);
}

/** A drawing in a drawing, in an area that `size` tells, or it itself. */
function drawNested(
  element: SvgElement,
  context: DrawingContext,
  { drawing, size }: { readonly drawing: Drawing; readonly size: SvgElement },
): string {
  const { viewport, style } = context;
  const read = (name: string, percentOf: number): number | undefined =>
    readLength(size, name, { percentOf, style }) ?? readLength(element, name, { percentOf, style });
  const area = {
    width: read('width', viewport.width) ?? viewport.width,
    height: read('height', viewport.height) ?? viewport.height,
  };
  if (!(area.width > 0 && area.height > 0)) return '';
  const isSymbol = element.name === 'symbol';
  const [x, y] = isSymbol
    ? [0, 0]
    : [
        readLength(element, 'x', { percentOf: viewport.width, style }) ?? 0,
        readLength(element, 'y', { percentOf: viewport.height, style }) ?? 0,
      ];
  const viewBox = parseViewBox(element.attributes.get('viewBox'));
  if (viewBox !== undefined && !(viewBox[2] > 0 && viewBox[3] > 0)) return '';
  const matrix =
    viewBox === undefined
      ? undefined
      : formatMatrix(fitViewBox(viewBox, area, element.attributes.get('preserveAspectRatio')));
  const within = viewBox === undefined ? area : { width: viewBox[2], height: viewBox[3] };
  const inner = writeMarkup(
    'g',
    { transform: matrix },
    drawChildren(element, { ...context, viewport: within }, drawing),
  );
  const isCut = ['hidden', 'scroll'].includes(style.get('overflow')) && context.mode !== 'clip';
  const frame = isCut ? define(drawing, 'clipPath', {}, writeMarkup('rect', area)) : undefined;
  const cut = writeMarkup('g', { 'clip-path': frame === undefined ? undefined : `url(#${frame})` }, inner);
  return writeMarkup('g', { transform: formatMatrix([1, 0, 0, 1, x, y]) }, cut);
}

/** What is true of an element as a whole: where it stands, what is cut from it, how much it lets through. */
function wrap(
  content: string,
  element: SvgElement,
  {
    style,
    context,
    drawing,
  }: { readonly style: Style; readonly context: DrawingContext; readonly drawing: Drawing },
): string {
  if (content === '') return '';
  const transform = formatMatrix(readTransform(element, style, context.viewport));
  const within = { ...context, style };
  const tools = {
    drawing,
    drawChildren: (each: SvgElement, at: DrawingContext) => drawChildren(each, at, drawing),
  };
  const clip = createClip(style.get('clip-path'), within, tools);
  const mask = context.mode === 'clip' ? undefined : createMask(style.get('mask'), within, tools);
  const opacity = context.mode === 'clip' ? 1 : parseShare(style.get('opacity'));
  if (opacity === 0) return '';
  const faded =
    opacity === 1 && mask === undefined
      ? content
      : writeMarkup(
          'g',
          { opacity: opacity === 1 ? undefined : opacity, mask: mask && `url(#${mask})` },
          content,
        );
  const cut = clip === undefined ? faded : writeMarkup('g', { 'clip-path': `url(#${clip})` }, faded);
  return transform === undefined ? cut : writeMarkup('g', { transform }, cut);
}
