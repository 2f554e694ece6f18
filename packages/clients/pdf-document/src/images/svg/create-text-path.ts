import type { Style } from './compute-style.ts';
import { define, type Drawing, type DrawingContext } from './drawing.ts';
import { type Attributes, formatMatrix } from './markup.ts';
import { notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength, parseTransform } from './units.ts';

/**
 * The path that a text follows (SVG 2, 11.8), as attributes; `undefined` when it refers to none, and the text
 * is not drawn.
 * @throws SvgProblem
 */
export function createTextPath(
  element: SvgElement,
  style: Style,
  { drawing }: { readonly drawing: Drawing; readonly context: DrawingContext },
): Attributes | undefined {
  for (const [name, usual] of USUAL) {
    const value = element.attributes.get(name);
    if (value !== undefined && value !== usual) throw notUnderstoodProblem(name, value);
  }
  const path = findPath(element, drawing);
  if (path === undefined) return undefined;
  const offset = element.attributes.get('startOffset')?.trim() ?? '0';
  const pixels = parseLength(offset, { percentOf: 100, fontSize: style.fontSize });
  if (pixels === undefined) throw notUnderstoodProblem('startOffset', offset);
  return {
    href: `#${define(drawing, 'path', path, '')}`,
    startOffset: offset.endsWith('%') ? `${pixels}%` : pixels,
  };
}

/** Attributes that have one value which is drawn. */
const USUAL = [
  ['method', 'align'],
  ['side', 'left'],
] as const;

function findPath({ attributes }: SvgElement, { tree }: Drawing): Attributes | undefined {
  const own = attributes.get('path');
  if (own !== undefined && own.trim() !== '') return { d: own };
  const target = attributes.get('href') ?? attributes.get('xlink:href') ?? '';
  const path = tree.byId.get(target.slice(1));
  const data = path?.attributes.get('d') ?? '';
  if (path?.name !== 'path' || !/^\s*[Mm]/.test(data)) return undefined;
  const transform = parseTransform('transform', path.attributes.get('transform') ?? '');
  return { d: data, transform: formatMatrix(transform), pathLength: path.attributes.get('pathLength') };
}
