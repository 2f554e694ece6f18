import { SvgProblem } from './svg-problem.ts';
import type { Matrix } from './units.ts';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Characters that a drawing may unfold to. */
const MAX_CHARACTERS = 8_000_000;
const MAX_ELEMENTS = 20_000;

/** Counts what a drawing unfolds to. */
export interface MarkupBudget {
  /** @throws SvgProblem */
  spend(characters: number): void;
}

export function createMarkupBudget(): MarkupBudget {
  let [characters, elements] = [0, 0];
  return {
    spend(more) {
      characters += more;
      elements += 1;
      if (characters > MAX_CHARACTERS) throw new SvgProblem('the SVG draws too much');
      if (elements > MAX_ELEMENTS) throw new SvgProblem('the SVG uses its own parts too often');
    },
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (each) => ENTITIES[each] ?? '');

export const formatNumber = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** An element with these attributes; those without a value are left out. */
export function writeMarkup(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${typeof value === 'number' ? formatNumber(value) : escape(value)}"`],
  );
  return content === ''
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content}</${name}>`;
}

export const formatMatrix = (matrix: Matrix): string | undefined =>
  matrix.every((value, index) => value === (index === 0 || index === 3 ? 1 : 0))
    ? undefined
    : `matrix(${matrix.map((value) => String(Number(value.toPrecision(12)))).join(' ')})`;
