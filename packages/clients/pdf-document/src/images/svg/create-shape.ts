import type { Style } from './compute-style.ts';
import { createMarkers } from './create-markers.ts';
import { define, type Drawing, type DrawingContext } from './drawing.ts';
import { type Attributes, writeMarkup } from './markup.ts';
import type { Paint } from './paint.ts';
import type { PaintOf } from './create-text.ts';
import { listPaintOrder } from './properties.ts';
import { SvgProblem, notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseNumbers, measureDiagonal } from './units.ts';

const WIDE = ['x', 'width', 'cx', 'rx', 'x1', 'x2'];
const HIGH = ['y', 'height', 'cy', 'ry', 'y1', 'y2'];
const LENGTHS: Readonly<Record<string, readonly string[]>> = {
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: [],
  polygon: [],
  path: [],
};

export const isShape = (name: string): boolean => name in LENGTHS;

/** Where a shape stands, in numbers. @throws SvgProblem */
function readGeometry(element: SvgElement, style: Style, { viewport }: DrawingContext): Attributes {
  const { name, attributes } = element;
  const geometry: Record<string, string | number | undefined> = {};
  for (const key of LENGTHS[name] ?? []) {
    const text = attributes.get(key);
    if (text === undefined || text === 'auto') continue;
    const percentOf = WIDE.includes(key)
      ? viewport.width
      : HIGH.includes(key)
        ? viewport.height
        : measureDiagonal(viewport);
    const value = parseLength(text, { percentOf, fontSize: style.fontSize });
    if (value === undefined) throw notUnderstoodProblem(key, text);
    geometry[key] = value;
  }
  if (name === 'path') {
    const path = attributes.get('d') ?? '';
    if (!/^\s*([Mm]|none\s*$|$)/.test(path)) throw notUnderstoodProblem('d', path);
    geometry['d'] = path;
    geometry['pathLength'] = attributes.get('pathLength');
  } else if (attributes.has('pathLength') && style.get('stroke-dasharray') !== 'none')
    throw new SvgProblem(`the SVG has <${name} pathLength>, which is not understood`);
  if (name.startsWith('poly')) {
    const points = attributes.get('points') ?? '';
    if (parseNumbers(points) === undefined) throw notUnderstoodProblem('points', points);
    geometry['points'] = points;
  }
  return geometry;
}

const MIN_DASH = 0.001;

/** How a line is drawn. @throws SvgProblem */
export function createStroke(
  style: Style,
  { viewport }: DrawingContext,
): Attributes & { readonly 'stroke-width': number } {
  const sizes = { percentOf: measureDiagonal(viewport), fontSize: style.fontSize };
  const length = (text: string): number => parseLength(text, sizes) ?? 0;
  const written = style.get('stroke-dasharray');
  const dashes = written === 'none' ? [] : written.split(/[\s,]+/).map(length);
  const isDashed = dashes.every((dash) => dash >= 0) && dashes.some((dash) => dash > 0);
  return {
    'stroke-width': Math.max(0, length(style.get('stroke-width'))),
    'stroke-linecap': style.get('stroke-linecap'),
    'stroke-linejoin': style.get('stroke-linejoin'),
    'stroke-miterlimit': style.get('stroke-miterlimit'),
    // A dash of no length is a dot where ends are round; what draws takes none for a mistake.
    'stroke-dasharray': isDashed ? dashes.map((dash) => Math.max(dash, MIN_DASH)).join(' ') : undefined,
    'stroke-dashoffset': isDashed ? length(style.get('stroke-dashoffset')) : undefined,
  };
}

interface ShapeOptions {
  readonly drawing: Drawing;
  readonly context: DrawingContext;
  readonly paintOf: PaintOf;
  readonly drawChildren: (element: SvgElement, context: DrawingContext) => string;
}

/** A shape with its fill, its stroke and its markers, in the order that `paint-order` says. */
export function createShape(element: SvgElement, style: Style, options: ShapeOptions): string {
  const { drawing, context, paintOf, drawChildren } = options;
  const geometry = readGeometry(element, style, context);
  const { name } = element;
  if (context.mode === 'clip')
    return spend(
      drawing,
      writeMarkup(name, { ...geometry, fill: '#ffffff', 'clip-rule': style.get('clip-rule') }),
    );
  const line = createStroke(style, context);
  const strokeWidth = line['stroke-width'];
  const fill = paintOf('fill', style);
  const stroke = strokeWidth === 0 ? undefined : paintOf('stroke', style);
  const markers = createMarkers(element, style, { drawing, context, strokeWidth, geometry, drawChildren });
  const own = {
    fill: { ...geometry, 'fill-rule': style.get('fill-rule') },
    stroke: { ...geometry, ...line },
  };
  const order = listPaintOrder(style.get('paint-order')).filter(
    (part) => part !== 'markers' || markers !== '',
  );
  const isOne = order.join(' ').startsWith('fill stroke') && line['stroke-linecap'] === 'butt';
  if (
    isOne &&
    fill !== undefined &&
    stroke !== undefined &&
    [fill, stroke].every((paint) => isSimple(paint, context))
  ) {
    const attributes = {
      ...own.fill,
      ...own.stroke,
      fill: fill.value,
      'fill-opacity': fill.alpha,
      stroke: stroke.value,
      'stroke-opacity': stroke.alpha,
    };
    return spend(drawing, writeMarkup(name, attributes)) + markers;
  }
  const draw = (part: 'fill' | 'stroke', paint: Paint | undefined): string =>
    paint === undefined ? '' : paintPart({ name, part, attributes: own[part] }, paint, { drawing, context });
  const parts = { fill: draw('fill', fill), stroke: draw('stroke', stroke), markers };
  return order.map((part) => parts[part]).join('');
}

/** Whether a paint needs no group of its own. */
const isSimple = (paint: Paint, { mode }: DrawingContext): boolean =>
  (paint.alpha === 1 && paint.alphaId === undefined) || (paint.isPlain && mode === 'draw');

interface ShapePart {
  readonly name: string;
  readonly part: 'fill' | 'stroke';
  readonly attributes: Attributes;
}

/** The fill or the stroke of a shape alone, in a group that lets through what its paint does. */
function paintPart(
  { name, part, attributes }: ShapePart,
  paint: Paint,
  { drawing, context }: Pick<ShapeOptions, 'drawing' | 'context'>,
): string {
  const other = part === 'fill' ? 'stroke' : 'fill';
  const write = (value: string, alpha: number): string =>
    spend(
      drawing,
      writeMarkup(name, { ...attributes, [other]: 'none', [part]: value, [`${part}-opacity`]: alpha }),
    );
  if (isSimple(paint, context)) return write(paint.value, paint.alpha);
  const opacity = paint.alpha === 1 ? undefined : paint.alpha;
  if (paint.alphaId === undefined) return writeMarkup('g', { opacity }, write(paint.value, 1));
  const mask = define(drawing, 'mask', EVERYWHERE, write(`url(#${paint.alphaId})`, 1));
  return writeMarkup('g', { opacity, mask: `url(#${mask})` }, write(paint.value, 1));
}

const FAR = 1e6;
export const EVERYWHERE = {
  maskUnits: 'userSpaceOnUse',
  x: -FAR,
  y: -FAR,
  width: 2 * FAR,
  height: 2 * FAR,
} as const;

function spend(drawing: Drawing, markup: string): string {
  drawing.budget.spend(markup.length);
  return markup;
}
