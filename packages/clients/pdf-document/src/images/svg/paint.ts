import { INITIAL_STYLE, type Style } from './compute-style.ts';
import { define, type Drawing, inheritStyle, type DrawingContext } from './drawing.ts';
import { resolveColor, createGradient, formatRgb, parseShare, blendColor } from './gradient.ts';
import { formatMatrix } from './markup.ts';
import { REFERENCE } from './properties.ts';
import { notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseTransform, parseViewBox } from './units.ts';

/** With what an outline is filled, or what it is drawn with. */
export interface Paint {
  /** A color, or a reference to a definition. */
  readonly value: string;
  /** 0 to 1. */
  readonly alpha: number;
  readonly isPlain: boolean;
  /** A gradient of grays that says how much shows where. */
  readonly alphaId?: string | undefined;
}

/** `undefined`: nothing is drawn. `drawChildren` unfolds what a pattern shows. */
export function resolvePaint(
  name: 'fill' | 'stroke',
  style: Style,
  {
    drawing,
    context,
    drawChildren,
  }: {
    readonly drawing: Drawing;
    readonly context: DrawingContext;
    readonly drawChildren: (element: SvgElement, context: DrawingContext) => string;
  },
): Paint | undefined {
  const value = style.get(name);
  const opacity = parseShare(style.get(`${name}-opacity`));
  if (value === 'none' || opacity === 0) return undefined;
  const paintColor = (color: ReturnType<typeof resolveColor>): Paint | undefined => {
    const alpha = color.alpha * opacity;
    const shown = blendColor(color, context.mode);
    return alpha === 0 ? undefined : { value: formatRgb(shown), alpha, isPlain: true };
  };
  const [, id, instead = ''] = REFERENCE.exec(value) ?? [];
  if (id === undefined) return paintColor(resolveColor(value, style));
  const server = drawing.tree.byId.get(id);
  if (server?.name.endsWith('Gradient') === true) {
    const gradient = createGradient(server, drawing, context);
    if (gradient.kind === 'none') return undefined;
    if (gradient.kind === 'color') return paintColor(gradient.color);
    return {
      value: `url(#${gradient.id})`,
      alpha: gradient.alpha * opacity,
      isPlain: false,
      alphaId: gradient.alphaId,
    };
  }
  if (server?.name === 'pattern' && !context.open.includes(server)) {
    const pattern = createPattern(server, { drawing, context, drawChildren });
    return pattern === undefined ? undefined : { value: `url(#${pattern})`, alpha: opacity, isPlain: false };
  }
  return instead === '' || instead === 'none' ? undefined : paintColor(resolveColor(instead, style));
}

interface PatternOptions {
  readonly drawing: Drawing;
  readonly context: DrawingContext;
  readonly drawChildren: (element: SvgElement, context: DrawingContext) => string;
}

function createPattern(
  element: SvgElement,
  { drawing, context, drawChildren }: PatternOptions,
): string | undefined {
  const { viewport, mode } = context;
  const key = `pattern ${element.attributes.get('id') ?? ''} ${mode} ${viewport.width} ${viewport.height}`;
  if (drawing.known.has(key)) return drawing.known.get(key);
  const linked = element.attributes.get('href') ?? element.attributes.get('xlink:href');
  const other = linked === undefined ? undefined : drawing.tree.byId.get(linked.slice(1));
  const source = other?.name === 'pattern' && other !== element ? other : undefined;
  const read = (name: string): string | undefined =>
    element.attributes.get(name) ?? source?.attributes.get(name);
  const isBox = read('patternUnits') !== 'userSpaceOnUse';
  const length = (name: string, percentOf: number): number => {
    const text = read(name) ?? '0';
    const value = parseLength(text, { percentOf: isBox ? 1 : percentOf, fontSize: context.style.fontSize });
    if (value === undefined) throw notUnderstoodProblem(name, text);
    return value;
  };
  const area = {
    x: length('x', viewport.width),
    y: length('y', viewport.height),
    width: length('width', viewport.width),
    height: length('height', viewport.height),
  };
  const viewBox = parseViewBox(read('viewBox'));
  const holder = element.children.some((child) => typeof child !== 'string') ? element : (source ?? element);
  const style = inheritStyle(holder, drawing, INITIAL_STYLE);
  const content = drawChildren(holder, {
    viewport: viewBox === undefined ? viewport : { width: viewBox[2], height: viewBox[3] },
    style,
    mode,
    open: [...context.open, element],
  });
  const isEmpty = content === '' || !(area.width > 0 && area.height > 0);
  const id = isEmpty
    ? undefined
    : define(
        drawing,
        'pattern',
        {
          ...area,
          patternUnits: isBox ? 'objectBoundingBox' : 'userSpaceOnUse',
          patternContentUnits: read('patternContentUnits'),
          patternTransform:
            formatMatrix(parseTransform('patternTransform', read('patternTransform') ?? '')) ?? 'scale(1)',
          viewBox: viewBox?.join(' '),
          preserveAspectRatio: read('preserveAspectRatio'),
        },
        content,
      );
  drawing.known.set(key, id);
  return id;
}
