import type { Style } from './compute-style.ts';
import { define, type Drawing, type Place } from './drawing.ts';
import { type Attributes, toMarkup } from './markup.ts';
import type { Paint } from './paint.ts';
import type { PaintOf } from './text-markup.ts';
import { SvgProblem, toNotUnderstood } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseNumbers, toDiagonal } from './units.ts';

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
function toGeometry(element: SvgElement, style: Style, { viewport }: Place): Attributes {
  const { name, attributes } = element;
  const geometry: Record<string, string | number | undefined> = {};
  for (const key of LENGTHS[name] ?? []) {
    const text = attributes.get(key);
    if (text === undefined || text === 'auto') continue;
    const percentOf = WIDE.includes(key)
      ? viewport.width
      : HIGH.includes(key)
        ? viewport.height
        : toDiagonal(viewport);
    const value = parseLength(text, { percentOf, fontSize: style.fontSize });
    if (value === undefined) throw toNotUnderstood(key, text);
    geometry[key] = value;
  }
  if (name === 'path') {
    const path = attributes.get('d') ?? '';
    if (!/^\s*([Mm]|none\s*$|$)/.test(path)) throw toNotUnderstood('d', path);
    geometry['d'] = path;
    geometry['pathLength'] = attributes.get('pathLength');
  } else if (attributes.has('pathLength') && style.get('stroke-dasharray') !== 'none')
    throw new SvgProblem(`the SVG has <${name} pathLength>, which is not understood`);
  if (name.startsWith('poly')) {
    const points = attributes.get('points') ?? '';
    if (parseNumbers(points) === undefined) throw toNotUnderstood('points', points);
    geometry['points'] = points;
  }
  return geometry;
}

const MIN_DASH = 0.001;

/** How a line is drawn. @throws SvgProblem */
export function toStroke(style: Style, { viewport }: Place): Attributes {
  const sizes = { percentOf: toDiagonal(viewport), fontSize: style.fontSize };
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

/** A shape, filled and drawn; in two where one of both lets something through, or the ends of lines are shapes of their own. */
export function toShapeMarkup(
  element: SvgElement,
  style: Style,
  {
    drawing,
    place,
    paintOf,
  }: { readonly drawing: Drawing; readonly place: Place; readonly paintOf: PaintOf },
): string {
  const geometry = toGeometry(element, style, place);
  const { name } = element;
  if (place.mode === 'clip')
    return spend(
      drawing,
      toMarkup(name, { ...geometry, fill: '#ffffff', 'clip-rule': style.get('clip-rule') }),
    );
  const fill = paintOf('fill', style);
  const line = toStroke(style, place);
  const stroke = line['stroke-width'] === 0 ? undefined : paintOf('stroke', style);
  const rule = { 'fill-rule': style.get('fill-rule') };
  const isSimple = (paint: Paint | undefined): boolean =>
    paint === undefined ||
    (paint.alpha === 1 && paint.alphaId === undefined) ||
    (paint.isPlain && place.mode === 'draw');
  if (
    fill !== undefined &&
    stroke !== undefined &&
    isSimple(fill) &&
    isSimple(stroke) &&
    line['stroke-linecap'] === 'butt'
  )
    return spend(
      drawing,
      toMarkup(name, {
        ...geometry,
        ...rule,
        ...line,
        fill: fill.value,
        'fill-opacity': fill.alpha,
        stroke: stroke.value,
        'stroke-opacity': stroke.alpha,
      }),
    );
  const draw = (kind: 'fill' | 'stroke', paint: Paint): string => {
    const own = kind === 'fill' ? { ...rule, stroke: 'none' } : { ...line, fill: 'none' };
    const toOne = (value: string, alpha: number): string =>
      spend(drawing, toMarkup(name, { ...geometry, ...own, [kind]: value, [`${kind}-opacity`]: alpha }));
    if (isSimple(paint)) return toOne(paint.value, paint.alpha);
    const opacity = paint.alpha === 1 ? undefined : paint.alpha;
    if (paint.alphaId === undefined) return toMarkup('g', { opacity }, toOne(paint.value, 1));
    const mask = define(drawing, 'mask', EVERYWHERE, toOne(`url(#${paint.alphaId})`, 1));
    return toMarkup('g', { opacity, mask: `url(#${mask})` }, toOne(paint.value, 1));
  };
  return (
    (fill === undefined ? '' : draw('fill', fill)) + (stroke === undefined ? '' : draw('stroke', stroke))
  );
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
