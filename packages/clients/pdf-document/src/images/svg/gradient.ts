import type { Color } from './parse-color.ts';
import { parseColor } from './parse-color.ts';
import { INITIAL_STYLE, type Style } from './compute-style.ts';
import { define, type Drawing, inheritStyle, type DrawingContext } from './drawing.ts';
import { writeMarkup, formatMatrix } from './markup.ts';
import { isCurrent } from './properties.ts';
import { SvgProblem, notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseTransform, measureDiagonal } from './units.ts';

interface Stop {
  readonly offset: number;
  readonly color: Color;
}

/** What a gradient is in the end: one color, or definitions of its colors and of what it lets through. */
export type GradientPaint =
  | { readonly kind: 'none' }
  | { readonly kind: 'color'; readonly color: Color }
  | {
      readonly kind: 'gradient';
      readonly id: string;
      readonly alpha: number;
      /** Of grays, where stops let through different shares. */
      readonly alphaId: string | undefined;
    };

const MAX_LINKS = 20;

/** A gradient and those that it refers to for what it does not say. */
function listSources(element: SvgElement, drawing: Drawing): readonly SvgElement[] {
  const sources: SvgElement[] = [];
  for (let next: SvgElement | undefined = element; next !== undefined;) {
    if (sources.includes(next) || sources.length > MAX_LINKS)
      throw new SvgProblem('a gradient of the SVG refers to itself');
    sources.push(next);
    const target: string | undefined = next.attributes.get('href') ?? next.attributes.get('xlink:href');
    const found: SvgElement | undefined =
      target === undefined ? undefined : drawing.tree.byId.get(target.slice(1));
    next = found?.name.endsWith('Gradient') === true ? found : undefined;
  }
  return sources;
}

export function createGradient(
  element: SvgElement,
  drawing: Drawing,
  context: DrawingContext,
): GradientPaint {
  const sources = listSources(element, drawing);
  const stops = readStops(sources, drawing);
  const [first] = stops;
  const last = stops.at(-1);
  if (first === undefined || last === undefined) return { kind: 'none' };
  if (stops.length === 1) return { kind: 'color', color: first.color };
  const geometry = readGeometry(element, sources, context);
  if (geometry === undefined) return { kind: 'color', color: last.color };
  const write = (chooseColor: (stop: Stop) => string): string =>
    define(
      drawing,
      element.name,
      geometry,
      stops
        .map((stop) =>
          writeMarkup('stop', { offset: stop.offset, 'stop-color': chooseColor(stop), 'stop-opacity': 1 }),
        )
        .join(''),
    );
  const isEven = stops.every(({ color }) => color.alpha === first.color.alpha);
  return {
    kind: 'gradient',
    id: write(({ color }) => formatRgb(blendColor(color, context.mode))),
    alpha: isEven ? first.color.alpha : 1,
    alphaId: isEven
      ? undefined
      : write(({ color: { alpha } }) =>
          formatRgb({ rgb: [alpha * 255, alpha * 255, alpha * 255], alpha: 1 }),
        ),
  };
}

/** The attributes that place a gradient. Undefined: it has no extent, so that only its last color is seen. */
function readGeometry(
  element: SvgElement,
  sources: readonly SvgElement[],
  { viewport, style }: DrawingContext,
): Parameters<typeof define>[2] | undefined {
  // The kind of a gradient is its own; what is of the other kind says nothing.
  const own = sources.filter(({ name }) => name === element.name);
  const isBox = findAttribute(sources, 'gradientUnits') !== 'userSpaceOnUse';
  const length = (name: string, initial: string, percentOf: number): number => {
    const text = findAttribute(own, name) ?? initial;
    const value = parseLength(text, { percentOf: isBox ? 1 : percentOf, fontSize: style.fontSize });
    if (value === undefined) throw notUnderstoodProblem(name, text);
    return value;
  };
  const transform = findAttribute(sources, 'gradientTransform') ?? '';
  const common = {
    gradientUnits: isBox ? 'objectBoundingBox' : 'userSpaceOnUse',
    gradientTransform: formatMatrix(parseTransform('gradientTransform', transform)),
    spreadMethod: findAttribute(sources, 'spreadMethod'),
  };
  const { width, height } = viewport;
  if (element.name === 'linearGradient') {
    const [x1, y1] = [length('x1', '0%', width), length('y1', '0%', height)];
    const [x2, y2] = [length('x2', '100%', width), length('y2', '0%', height)];
    return x1 === x2 && y1 === y2 ? undefined : { ...common, x1, y1, x2, y2 };
  }
  const r = length('r', '50%', measureDiagonal(viewport));
  if (r <= 0) return undefined;
  if (length('fr', '0', width) !== 0) throw notUnderstoodProblem('fr', findAttribute(own, 'fr') ?? '');
  const [cx, cy] = [length('cx', '50%', width), length('cy', '50%', height)];
  const [fx, fy] = [length('fx', String(cx), width), length('fy', String(cy), height)];
  return { ...common, cx, cy, r, fx, fy };
}

const findAttribute = (elements: readonly SvgElement[], name: string): string | undefined =>
  elements.find(({ attributes }) => attributes.has(name))?.attributes.get(name);

function readStops(sources: readonly SvgElement[], drawing: Drawing): readonly Stop[] {
  const isStop = (child: SvgElement | string): child is SvgElement =>
    typeof child !== 'string' && child.name === 'stop';
  const holder = sources.find(({ children }) => children.some(isStop));
  if (holder === undefined) return [];
  const around = inheritStyle(holder, drawing, INITIAL_STYLE);
  let least = 0;
  return holder.children.filter(isStop).map((stop) => {
    const style = drawing.styleOf(stop, around);
    const text = stop.attributes.get('offset') ?? '0';
    const offset = parseLength(text, { percentOf: 1, fontSize: 1 });
    if (offset === undefined) throw notUnderstoodProblem('offset', text);
    least = Math.max(least, Math.min(1, Math.max(0, offset)));
    const { rgb, alpha } = resolveColor(style.get('stop-color'), style);
    return { offset: least, color: { rgb, alpha: alpha * parseShare(style.get('stop-opacity')) } };
  });
}

/** 0 to 1. */
export function parseShare(value: string): number {
  const share = value.endsWith('%') ? Number.parseFloat(value) / 100 : Number(value);
  return Math.min(1, Math.max(0, share));
}

export function resolveColor(value: string, style: Style): Color {
  const color = parseColor(isCurrent(value) ? style.get('color') : value);
  if (color === undefined) throw notUnderstoodProblem('color', value);
  return color;
}

export const formatRgb = ({ rgb }: Color): string =>
  `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** A color as it is, or as what it lets through in a mask. */
export function blendColor(color: Color, mode: DrawingContext['mode']): Color {
  if (mode === 'mask') return computeLuminance(color);
  return mode === 'alpha' ? { rgb: [255, 255, 255], alpha: color.alpha } : color;
}

/** How much a color of a mask lets through, as a gray. */
function computeLuminance({ rgb: [red, green, blue], alpha }: Color): Color {
  const gray = 0.2125 * red + 0.7154 * green + 0.0721 * blue;
  return { rgb: [gray, gray, gray], alpha };
}
