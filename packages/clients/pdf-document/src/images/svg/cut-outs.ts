import { INITIAL_STYLE } from './compute-style.ts';
import { define, type Drawing, inheritStyle, type DrawingContext } from './drawing.ts';
import { writeMarkup, formatMatrix } from './markup.ts';
import { REFERENCE } from './properties.ts';
import { readLength } from './read-length.ts';
import { SvgProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseTransform } from './units.ts';

interface Tools {
  readonly drawing: Drawing;
  readonly drawChildren: (element: SvgElement, context: DrawingContext) => string;
}

/** The name of what an element is cut to; what refers to nothing cuts nothing. @throws SvgProblem */
export function createClip(value: string, context: DrawingContext, tools: Tools): string | undefined {
  const { drawing, drawChildren } = tools;
  const element = findReferred(value, 'clipPath', drawing);
  if (element === undefined || context.open.includes(element)) return undefined;
  const key = `clip ${element.attributes.get('id') ?? ''} ${context.viewport.width} ${context.viewport.height}`;
  const known = drawing.known.get(key);
  if (known !== undefined) return known;
  const style = inheritStyle(element, drawing, INITIAL_STYLE);
  const within: DrawingContext = { ...context, style, mode: 'clip', open: [...context.open, element] };
  const shapes = element.children.filter((child) => typeof child !== 'string' && child.name !== 'g');
  const content = drawChildren({ ...element, children: shapes }, within);
  const transform = formatMatrix(
    parseTransform('transform', style.transform ?? element.attributes.get('transform') ?? ''),
  );
  const outer = createClip(style.get('clip-path'), within, tools);
  const attributes = {
    clipPathUnits: element.attributes.get('clipPathUnits'),
    'clip-path': outer && `url(#${outer})`,
  };
  const id = define(drawing, 'clipPath', attributes, writeMarkup('g', { transform }, content));
  drawing.known.set(key, id);
  return id;
}

/** The name of what says how much of an element is seen. @throws SvgProblem */
export function createMask(value: string, context: DrawingContext, tools: Tools): string | undefined {
  const { drawing, drawChildren } = tools;
  const element = findReferred(value, 'mask', drawing);
  if (element === undefined || context.open.includes(element)) return undefined;
  const { width, height } = context.viewport;
  const key = `mask ${element.attributes.get('id') ?? ''} ${width} ${height}`;
  const known = drawing.known.get(key);
  if (known !== undefined) return known;
  const style = inheritStyle(element, drawing, INITIAL_STYLE);
  if (style.get('mask') !== 'none')
    throw new SvgProblem('the SVG has a mask of a mask, which is not understood');
  const isBox = element.attributes.get('maskUnits') !== 'userSpaceOnUse';
  const read = (name: string, initial: number, percentOf: number): number =>
    readLength(element, name, { percentOf: isBox ? 1 : percentOf, style }) ??
    initial * (isBox ? 1 : percentOf);
  const attributes = {
    maskUnits: isBox ? 'objectBoundingBox' : 'userSpaceOnUse',
    maskContentUnits: element.attributes.get('maskContentUnits'),
    x: read('x', -0.1, width),
    y: read('y', -0.1, height),
    width: read('width', 1.2, width),
    height: read('height', 1.2, height),
  };
  const within: DrawingContext = {
    ...context,
    style,
    mode: style.get('mask-type') === 'alpha' ? 'alpha' : 'mask',
    open: [...context.open, element],
  };
  const content = drawChildren(element, within);
  const clip = createClip(style.get('clip-path'), within, tools);
  const cut = clip === undefined ? content : writeMarkup('g', { 'clip-path': `url(#${clip})` }, content);
  const id = define(drawing, 'mask', attributes, cut);
  drawing.known.set(key, id);
  return id;
}

function findReferred(value: string, name: string, { tree }: Drawing): SvgElement | undefined {
  const [, id] = REFERENCE.exec(value) ?? [];
  const element = id === undefined ? undefined : tree.byId.get(id);
  return element?.name === name ? element : undefined;
}
