import type { Style } from './compute-style.ts';
import { notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength } from './units.ts';

interface Reading {
  readonly percentOf: number;
  readonly style: Style;
}

/** An attribute as pixels; `undefined` when it is not there. @throws SvgProblem */
export function readLength(
  element: SvgElement,
  name: string,
  { percentOf, style }: Reading,
): number | undefined {
  const text = element.attributes.get(name);
  if (text === undefined || text === 'auto') return undefined;
  const value = parseLength(text, { percentOf, fontSize: style.fontSize });
  if (value === undefined) throw notUnderstoodProblem(name, text);
  return value;
}
