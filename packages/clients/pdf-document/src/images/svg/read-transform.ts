import type { Style } from './compute-style.ts';
import type { SvgElement } from './svg-tree.ts';
import { IDENTITY, type Matrix, multiply, parseLength, parseTransform, type Viewport } from './units.ts';

const SHARES: Readonly<Record<string, number>> = { left: 0, top: 0, center: 0.5, right: 1, bottom: 1 };

/** The transform of an element around its `transform-origin`, which is in the view box. @throws SvgProblem */
export function readTransform(element: SvgElement, style: Style, viewport: Viewport): Matrix {
  const matrix = parseTransform('transform', style.transform ?? element.attributes.get('transform') ?? '');
  const [x, y] = readOrigin(style, viewport);
  if (matrix === IDENTITY || (x === 0 && y === 0)) return matrix;
  return multiply(multiply([1, 0, 0, 1, x, y], matrix), [1, 0, 0, 1, -x, -y]);
}

function readOrigin(style: Style, { width, height }: Viewport): readonly [x: number, y: number] {
  const written = style.get('transform-origin').split(/\s+/);
  const isUpright = /^(top|bottom)$/.test(written[0] ?? '') || /^(left|right)$/.test(written[1] ?? '');
  const [first = '0', second = 'center'] = isUpright ? [written[1] ?? 'center', written[0]] : written;
  const read = (text: string, percentOf: number): number =>
    (SHARES[text] ?? NaN) * percentOf || (parseLength(text, { percentOf, fontSize: style.fontSize }) ?? 0);
  return [read(first, width), read(second, height)];
}
