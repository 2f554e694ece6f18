import type { Attributes } from './markup.ts';
import { writeMarkup, formatMatrix } from './markup.ts';
import { INITIAL_STYLE, type Style } from './compute-style.ts';
import { define, type Drawing, type DrawingContext, inheritStyle } from './drawing.ts';
import { listPathVertices, listPointVertices, type Vertex } from './path-vertices.ts';
import { REFERENCE } from './properties.ts';
import { readLength } from './read-length.ts';
import { notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { fitViewBox, type Matrix, multiply, parseLength, parseNumbers, parseViewBox } from './units.ts';

interface MarkerOptions {
  readonly drawing: Drawing;
  readonly context: DrawingContext;
  /** Pixels. */
  readonly strokeWidth: number;
  /** The numbers of the shape. */
  readonly geometry: Attributes;
  readonly drawChildren: (element: SvgElement, context: DrawingContext) => string;
}

/** Markers at the vertices of a line, as SVG 2, 11.6 has them. @throws SvgProblem */
export function createMarkers(element: SvgElement, style: Style, options: MarkerOptions): string {
  const { drawing, context } = options;
  if (!['path', 'line', 'polyline', 'polygon'].includes(element.name)) return '';
  const [first, middle, last] = (['start', 'mid', 'end'] as const).map((position) => {
    const [, id] = REFERENCE.exec(style.get(`marker-${position}`)) ?? [];
    const marker = id === undefined ? undefined : drawing.tree.byId.get(id);
    return marker?.name === 'marker' && !context.open.includes(marker) ? marker : undefined;
  });
  if (first === undefined && middle === undefined && last === undefined) return '';
  const vertices = listVertices(element.name, options.geometry);
  return vertices
    .map((vertex, index) => {
      const isFirst = index === 0;
      // A line of one point has a start and an end.
      const parts = isFirst && vertices.length === 1 ? [first, last] : [];
      const marker = isFirst ? first : index === vertices.length - 1 ? last : middle;
      return (parts.length > 0 ? parts : [marker])
        .map((each) => (each === undefined ? '' : drawMarker(each, { vertex, isFirst, options })))
        .join('');
    })
    .join('');
}

function listVertices(name: string, geometry: Attributes): readonly Vertex[] {
  const read = (key: string): number => Number(geometry[key] ?? 0);
  if (name === 'path') return listPathVertices(String(geometry['d'] ?? ''));
  if (name === 'line') return listPointVertices(['x1', 'y1', 'x2', 'y2'].map(read), false);
  return listPointVertices(parseNumbers(String(geometry['points'] ?? '')) ?? [], name === 'polygon');
}

interface Placement {
  readonly vertex: Vertex;
  readonly isFirst: boolean;
  readonly options: MarkerOptions;
}

function drawMarker(marker: SvgElement, { vertex, isFirst, options }: Placement): string {
  const { drawing, context, strokeWidth, drawChildren } = options;
  const style = drawing.styleOf(marker, inheritStyle(marker.parent, drawing, INITIAL_STYLE));
  const { viewport } = context;
  const area = {
    width: readLength(marker, 'markerWidth', { percentOf: viewport.width, style }) ?? 3,
    height: readLength(marker, 'markerHeight', { percentOf: viewport.height, style }) ?? 3,
  };
  const viewBox = parseViewBox(marker.attributes.get('viewBox'));
  const scale = marker.attributes.get('markerUnits') === 'userSpaceOnUse' ? 1 : strokeWidth;
  const isEmpty = viewBox !== undefined && !(viewBox[2] > 0 && viewBox[3] > 0);
  if (isEmpty || !(area.width > 0 && area.height > 0 && scale > 0)) return '';
  const fit: Matrix =
    viewBox === undefined
      ? [1, 0, 0, 1, 0, 0]
      : fitViewBox(viewBox, area, marker.attributes.get('preserveAspectRatio'));
  const within = viewBox === undefined ? area : { width: viewBox[2], height: viewBox[3] };
  const [left, top] = viewBox ?? [0, 0];
  const x = readReference(marker, 'refX', { start: left, size: within.width, style });
  const y = readReference(marker, 'refY', { start: top, size: within.height, style });
  const [refX, refY] = [fit[0] * x + fit[4], fit[3] * y + fit[5]];
  const angle = (readAngle(marker, vertex, isFirst) * Math.PI) / 180;
  const turned: Matrix = [
    scale * Math.cos(angle),
    scale * Math.sin(angle),
    -scale * Math.sin(angle),
    scale * Math.cos(angle),
    vertex.x,
    vertex.y,
  ];
  const content = drawChildren(marker, {
    ...context,
    style,
    viewport: within,
    open: [...context.open, marker],
  });
  if (content === '') return '';
  const isCut = ['hidden', 'scroll'].includes(style.get('overflow'));
  const frame = isCut ? define(drawing, 'clipPath', {}, writeMarkup('rect', area)) : undefined;
  const inner = writeMarkup('g', { transform: formatMatrix(fit) }, content);
  const cut = writeMarkup('g', { 'clip-path': frame && `url(#${frame})` }, inner);
  const opacity = Number(style.get('opacity'));
  const matrix = multiply(turned, [1, 0, 0, 1, -refX, -refY]);
  return writeMarkup(
    'g',
    { transform: formatMatrix(matrix), opacity: opacity === 1 ? undefined : opacity },
    cut,
  );
}

const KEYWORDS: Readonly<Record<string, number>> = { left: 0, top: 0, center: 0.5, right: 1, bottom: 1 };

function readReference(
  marker: SvgElement,
  name: 'refX' | 'refY',
  { start, size, style }: { readonly start: number; readonly size: number; readonly style: Style },
): number {
  const text = marker.attributes.get(name)?.trim() ?? '0';
  const share = KEYWORDS[text];
  if (share !== undefined) return start + share * size;
  const value = parseLength(text, { percentOf: size, fontSize: style.fontSize });
  if (value === undefined) throw notUnderstoodProblem(name, text);
  return value;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, deg: 1, rad: 180 / Math.PI, grad: 0.9, turn: 360 };

/** Degrees. */
function readAngle(marker: SvgElement, { angle }: Vertex, isFirst: boolean): number {
  const orient = marker.attributes.get('orient')?.trim() ?? '0';
  if (orient === 'auto') return angle;
  if (orient === 'auto-start-reverse') return isFirst ? angle + 180 : angle;
  const [, amount, unit = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(deg|rad|grad|turn)?$/i.exec(orient) ?? [];
  if (amount === undefined) throw notUnderstoodProblem('orient', orient);
  return Number(amount) * (UNITS[unit.toLowerCase()] ?? 1);
}
