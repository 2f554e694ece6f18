import type { Style } from './compute-style.ts';
import { define, type Drawing, type DrawingContext } from './drawing.ts';
import { type Attributes, writeMarkup } from './markup.ts';
import type { Paint } from './paint.ts';
import type { PaintOf } from './create-text.ts';
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
export function createStroke(style: Style, { viewport }: DrawingContext): Attributes {
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

/** A shape, filled and drawn; in two where one of both lets something through, or the ends of lines are shapes of their own. */
export function createShape(
  element: SvgElement,
  style: Style,
  {
    drawing,
    context,
    paintOf,
  }: { readonly drawing: Drawing; readonly context: DrawingContext; readonly paintOf: PaintOf },
): string {
  const geometry = readGeometry(element, style, context);
  const { name } = element;
  if (context.mode === 'clip')
    return spend(
      drawing,
      writeMarkup(name, { ...geometry, fill: '#ffffff', 'clip-rule': style.get('clip-rule') }),
    );
  const fill = paintOf('fill', style);
  const line = createStroke(style, context);
  const stroke = line['stroke-width'] === 0 ? undefined : paintOf('stroke', style);
  const rule = { 'fill-rule': style.get('fill-rule') };
  const isSimple = (paint: Paint | undefined): boolean =>
    paint === undefined ||
    (paint.alpha === 1 && paint.alphaId === undefined) ||
    (paint.isPlain && context.mode === 'draw');
  if (
    fill !== undefined &&
    stroke !== undefined &&
    isSimple(fill) &&
    isSimple(stroke) &&
    line['stroke-linecap'] === 'butt'
  )
    return spend(
      drawing,
      writeMarkup(name, {
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
    const createOne = (value: string, alpha: number): string =>
      spend(drawing, writeMarkup(name, { ...geometry, ...own, [kind]: value, [`${kind}-opacity`]: alpha }));
    if (isSimple(paint)) return createOne(paint.value, paint.alpha);
    const opacity = paint.alpha === 1 ? undefined : paint.alpha;
    if (paint.alphaId === undefined) return writeMarkup('g', { opacity }, createOne(paint.value, 1));
    const mask = define(drawing, 'mask', EVERYWHERE, createOne(`url(#${paint.alphaId})`, 1));
    return writeMarkup('g', { opacity, mask: `url(#${mask})` }, createOne(paint.value, 1));
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
