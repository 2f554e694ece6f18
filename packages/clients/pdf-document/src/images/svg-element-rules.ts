import { LIMITS } from '../definition/limits.ts';
import { removeSvgPrefix } from './svg/svg-prefix.ts';

/**
 * What may be in a drawing. Nothing that brings a script, a style sheet, an animation or something from
 * elsewhere.
 */
const ELEMENTS = new Set([
  'svg',
  'g',
  'defs',
  'symbol',
  'use',
  'title',
  'desc',
  'metadata',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'textPath',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'mask',
  'pattern',
  'marker',
  'switch',
  'a',
  'style',
]);
const IGNORED_PREFIXES = /^(sodipodi|inkscape|rdf|cc|dc|serif|sketch|xmlns|xml|bx|vectornator|i|x):/;
/** Vocabularies whose elements are drawn, whatever stands before their names. */
const DRAWN = /^http:\/\/www\.w3\.org\/(2000\/svg|1999\/xhtml)\/?$/;
/** What stands in these is not drawn. */
const DESCRIPTIONS = ['metadata', 'title', 'desc'];
const MAX_DEPTH = 64;

type Attributes = Readonly<Record<string, string>>;

/** Says of each element of a drawing, as it is read, what keeps it from being drawn. */
export interface ElementRules {
  open(
    name: string,
    attributes: Attributes,
  ): { readonly localName: string; readonly problems: readonly string[] };
  close(): void;
  checkText(content: string): readonly string[];
  checkStyle(content: string): readonly string[];
}

export function createElementRules(): ElementRules {
  const openNames: string[] = [];
  const vocabularies = new Map<string, string>();
  let elements = 0;

  const isAllowed = (name: string, localName: string): boolean => {
    const vocabulary = vocabularies.get(/^([^:]*):/.exec(name)?.[1] ?? '');
    const isForeign = vocabulary !== undefined && !DRAWN.test(vocabulary);
    const isDescription = openNames.slice(0, -1).some((outer) => DESCRIPTIONS.includes(outer));
    return ELEMENTS.has(localName) || IGNORED_PREFIXES.test(name) || isForeign || isDescription;
  };
  const checkStyle = (content: string): readonly string[] =>
    /@import|url\(\s*['"]?(?!#)/i.test(content) ? ['an SVG may not take in anything from elsewhere'] : [];

  return {
    open(name, attributes) {
      elements += 1;
      openNames.push(name);
      for (const [key, value] of Object.entries(attributes))
        if (key.startsWith('xmlns:')) vocabularies.set(key.slice(6), value);
      const localName = removeSvgPrefix(name, vocabularies);
      const problems: string[] = [];
      if (elements > LIMITS.svgElements)
        problems.push(`the SVG has more than ${LIMITS.svgElements} elements`);
      if (openNames.length > MAX_DEPTH) problems.push(`the SVG is more than ${MAX_DEPTH} levels deep`);
      if (!isAllowed(name, localName)) problems.push(`an SVG may not hold <${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        const problem = findAttributeProblem(attribute, value);
        if (problem !== undefined) problems.push(problem);
      }
      return { localName, problems };
    },
    close: () => void openNames.pop(),
    checkText: (content) => (openNames.at(-1) === 'style' ? checkStyle(content) : []),
    checkStyle,
  };
}

function findAttributeProblem(name: string, value: string): string | undefined {
  if (/^on/i.test(name)) return `an SVG may not hold scripts (${name})`;
  if (/^(xlink:)?href$/.test(name) && !value.startsWith('#'))
    return 'an SVG may not refer to anything outside of itself';
  if (/url\(\s*['"]?(?!#)/i.test(value)) return 'an SVG may not take in anything from elsewhere';
  return undefined;
}
