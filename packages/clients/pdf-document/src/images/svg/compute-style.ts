import { hasNoEffect, PROPERTIES, SIZES } from './properties.ts';
import { type Declaration, matches, parseDeclarations, type Rule } from './style-sheet.ts';
import { SvgProblem, notUnderstoodProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';
import { parseLength } from './units.ts';

/** The value of every property, and what a style says about its transform. */
export interface Style {
  readonly get: (property: string) => string;
  /** Pixels. */
  readonly fontSize: number;
  readonly transform: string | undefined;
}

const INITIAL = new Map([...PROPERTIES].map(([name, { initial }]) => [name, initial]));
export const INITIAL_STYLE: Style = readStyle(INITIAL, undefined);

function readStyle(values: ReadonlyMap<string, string>, transform: string | undefined): Style {
  return {
    get: (property) => values.get(property) ?? '',
    fontSize: parseLength(values.get('font-size') ?? '', { percentOf: 16, fontSize: 16 }) ?? 16,
    transform,
  };
}

/**
 * Computes styles by the cascade of CSS: attributes below style sheets (by weight, then by order) below the
 * attribute `style`; what is important above all.
 */
export function createStyles(rules: readonly Rule[]): (element: SvgElement, parent: Style) => Style {
  const declared = new Map<SvgElement, ReadonlyMap<string, string>>();
  return (element, parent) => {
    const own = declared.get(element) ?? declare(element, rules);
    declared.set(element, own);
    const values = new Map<string, string>();
    const fontSize = computeFontSize(own.get('font-size'), parent);
    for (const [name, { isInherited, initial }] of PROPERTIES) {
      const value = own.get(name);
      const keyword = value?.toLowerCase();
      const inherits = keyword === 'inherit' || (isInherited && (value === undefined || keyword === 'unset'));
      if (inherits) values.set(name, parent.get(name));
      else if (value === undefined || ['initial', 'unset', 'revert'].includes(keyword ?? ''))
        values.set(name, initial);
      else values.set(name, computeValue(name, { value, element, parent, fontSize }));
    }
    values.set('font-size', `${fontSize}px`);
    return readStyle(values, own.get('transform'));
  };
}

function computeFontSize(value: string | undefined, { fontSize }: Style): number {
  if (value === undefined || ['inherit', 'unset'].includes(value)) return fontSize;
  const size = parseLength(SIZES.get(value) ?? value, { percentOf: fontSize, fontSize });
  if (size === undefined || size < 0) throw notUnderstoodProblem('font-size', value);
  return size;
}

interface Computing {
  readonly value: string;
  readonly element: SvgElement;
  readonly parent: Style;
  readonly fontSize: number;
}

function computeValue(name: string, { value, element, parent, fontSize }: Computing): string {
  if (PROPERTIES.get(name)?.isUnderstood(value) !== true) throw notUnderstoodProblem(name, value);
  if (name === 'color' && value.toLowerCase() === 'currentcolor') return parent.get('color');
  if (name === 'text-decoration' && element.name !== 'text' && element.name !== 'tspan') return 'none';
  const isRelative = /em$|ex$/i.test(value) && /^(letter|word)-spacing$|^stroke-/.test(name);
  if (!isRelative) return value;
  return `${parseLength(value, { percentOf: 0, fontSize }) ?? 0}`;
}

function declare(element: SvgElement, rules: readonly Rule[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of element.attributes)
    if (PROPERTIES.has(name) && value.trim() !== '') values.set(name, value.trim());
  const space = element.attributes.get('xml:space');
  if (space !== undefined) values.set('white-space', space === 'preserve' ? 'pre' : 'normal');
  const matching = rules
    .filter((rule) => matches(rule, element))
    .sort((one, other) => one.weight - other.weight)
    .flatMap(({ declarations }) => declarations);
  const own = parseDeclarations(element.attributes.get('style') ?? '');
  const isImportant = (each: Declaration): boolean => each.isImportant;
  const ordered = [
    ...matching.filter((each) => !isImportant(each)),
    ...own.filter((each) => !isImportant(each)),
    ...matching.filter(isImportant),
    ...own.filter(isImportant),
  ];
  for (const { property, value } of ordered) setDeclared(values, property, value);
  return values;
}

function setDeclared(values: Map<string, string>, property: string, value: string): void {
  if (value === '') return;
  if (property === 'font') {
    const [, style = 'normal', weight = 'normal', size = '', family = ''] = FONT.exec(value) ?? [];
    if (size === '') throw notUnderstoodProblem('font', value);
    values
      .set('font-style', style)
      .set('font-weight', weight)
      .set('font-size', size)
      .set('font-family', family);
  } else if (property === 'marker')
    for (const position of ['start', 'mid', 'end']) values.set(`marker-${position}`, value);
  else if (PROPERTIES.has(property) || property === 'transform') values.set(property, value);
  else if (!hasNoEffect(property))
    throw new SvgProblem(
      `the SVG has the style "${property}: ${value.slice(0, 40)}", which is not understood`,
    );
}
const FONT =
  /^(?:(italic|oblique|normal)\s+)?(?:(bold|normal|[1-9]00)\s+)?([\d.]+(?:px|pt|em|%|mm|cm|in|pc))(?:\s*\/\s*[\w.%]+)?\s+(.+)$/;
