import { SaxesParser } from 'saxes';
import { LIMITS } from '../definition/limits.ts';
import { removeSvgPrefix } from './svg/svg-prefix.ts';
import { parseLength } from './svg/units.ts';

/** What may be in a drawing. Nothing that brings a script, a style sheet, an animation or something from elsewhere. */
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

export interface CheckedSvg {
  /** Points at 96 pixels an inch. */
  readonly width: number;
  readonly height: number;
  readonly problem?: undefined;
}

export const isSvg = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4_096));
  // Of UTF-16 every other byte is a zero.
  const start = head
    .toString('utf8')
    .replaceAll('\u0000', '')
    .replace(/^\uFFFD+/, '');
  return /<([\w.-]+:)?svg[\s>]/.test(start) || /^\uFEFF?\s*<(\?xml|!--|!DOCTYPE svg)/i.test(start);
};

/** Reads a drawing with a strict parser, before it is drawn: its size, or what keeps it from being drawn. */
export function checkSvg(text: string): CheckedSvg | { readonly problem: string } {
  if (text.length > LIMITS.svgCharacters)
    return { problem: `the SVG has more than ${LIMITS.svgCharacters} characters` };
  const problems: string[] = [];
  const uses: Use[] = [];
  const sizes = new Map<string, number>();
  const stack: string[] = [];
  const vocabularies = new Map<string, string>();
  const ids: string[] = [];
  let elements = 0;
  let root: Readonly<Record<string, string>> | undefined;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => problems.push(`the SVG is not well-formed (${error.message})`));
  parser.on('doctype', (doctype) => {
    if (/\[|ENTITY/i.test(doctype)) problems.push('an SVG may not define entities');
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    stack.push(name);
    for (const [key, value] of Object.entries(attributes))
      if (key.startsWith('xmlns:')) vocabularies.set(key.slice(6), value);
    const local = removeSvgPrefix(name, vocabularies);
    root ??= local === 'svg' ? attributes : {};
    const id = attributes['id'] ?? '';
    ids.push(id);
    for (const outer of new Set(ids)) if (outer !== '') sizes.set(outer, (sizes.get(outer) ?? 0) + 1);
    if (elements > LIMITS.svgElements) problems.push(`the SVG has more than ${LIMITS.svgElements} elements`);
    if (stack.length > MAX_DEPTH) problems.push(`the SVG is more than ${MAX_DEPTH} levels deep`);
    const vocabulary = vocabularies.get(/^([^:]*):/.exec(name)?.[1] ?? '');
    const isForeign = vocabulary !== undefined && !DRAWN.test(vocabulary);
    const isDescription = stack.slice(0, -1).some((outer) => DESCRIPTIONS.includes(outer));
    if (!ELEMENTS.has(local) && !IGNORED_PREFIXES.test(name) && !isForeign && !isDescription)
      problems.push(`an SVG may not hold <${name}>`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const problem = findAttributeProblem(attribute, value);
      if (problem !== undefined) problems.push(problem);
      const targets = /^(xlink:)?href$/.test(attribute)
        ? [value.slice(1)]
        : [...value.matchAll(/url\(\s*['"]?#([^'")\s]*)/gi)].map(([, target = '']) => target);
      for (const target of targets) uses.push({ inside: ids.filter((each) => each !== ''), target });
    }
    if (problems.length > 0) throw new SvgProblem();
  });
  parser.on('closetag', () => {
    stack.pop();
    ids.pop();
  });
  parser.on('text', (content) => {
    if (stack.at(-1) === 'style' && /@import|url\(\s*['"]?(?!#)/i.test(content))
      problems.push('an SVG may not take in anything from elsewhere');
  });
  parser.on('cdata', (content) => {
    if (/@import|url\(\s*['"]?(?!#)/i.test(content))
      problems.push('an SVG may not take in anything from elsewhere');
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof SvgProblem)) problems.push('the SVG is not well-formed');
  }
  const [problem = findUseProblem(uses, sizes)] = problems;
  if (problem !== undefined) return { problem };
  if (root === undefined || !Object.keys(root).some((name) => /^(xmlns(:|$)|viewBox$|width$)/.test(name)))
    return { problem: 'it is not an SVG' };
  return readSize(root);
}

class SvgProblem extends Error {}

function findAttributeProblem(name: string, value: string): string | undefined {
  if (/^on/i.test(name)) return `an SVG may not hold scripts (${name})`;
  if (/^(xlink:)?href$/.test(name) && !value.startsWith('#'))
    return 'an SVG may not refer to anything outside of itself';
  if (/url\(\s*['"]?(?!#)/i.test(value)) return 'an SVG may not take in anything from elsewhere';
  return undefined;
}

interface Use {
  readonly inside: readonly string[];
  readonly target: string;
}

/** Elements used in elements used in elements: a few lines that would become millions of shapes. */
function findUseProblem(uses: readonly Use[], sizes: ReadonlyMap<string, number>): string | undefined {
  const inner = new Map<string, string[]>();
  for (const { inside, target } of uses) {
    for (const id of new Set(inside)) {
      const targets = inner.get(id) ?? [];
      targets.push(target);
      inner.set(id, targets);
    }
  }
  const expanded = new Map<string, number>();
  const open = new Set<string>();
  const expand = (id: string): number => {
    const known = expanded.get(id);
    if (known !== undefined) return known;
    if (open.has(id) || open.size > MAX_DEPTH) return Infinity;
    open.add(id);
    const total = (inner.get(id) ?? []).reduce((sum, target) => sum + expand(target), sizes.get(id) ?? 0);
    open.delete(id);
    expanded.set(id, total);
    return total;
  };
  const total = uses.reduce((sum, { target }) => sum + expand(target), 0);
  return total > LIMITS.svgElements * 4 ? 'the SVG uses its own parts too often' : undefined;
}

function readSize(root: Readonly<Record<string, string>>): CheckedSvg | { readonly problem: string } {
  const [, , boxWidth = NaN, boxHeight = NaN] = (root['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const ratio = boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : NaN;
  const [width, height] = [parsePoints(root['width']), parsePoints(root['height'])];
  // A side that is not given follows from the other one and the view box.
  const sides = {
    width: width ?? (height ?? boxHeight * POINTS_PER_PIXEL) * ratio,
    height: height ?? (width ?? boxWidth * POINTS_PER_PIXEL) / ratio,
  };
  const known = {
    width: Number.isFinite(sides.width) ? sides.width : (width ?? 225),
    height: Number.isFinite(sides.height) ? sides.height : (height ?? 112.5),
  };
  if (!(known.width > 0 && known.height > 0 && known.width < 20_000 && known.height < 20_000))
    return { problem: 'the SVG has no usable size' };
  return known;
}

const POINTS_PER_PIXEL = 0.75;

/** `undefined` for a share of what is around, which there is not. */
function parsePoints(length = ''): number | undefined {
  if (length.trim().endsWith('%')) return undefined;
  const pixels = parseLength(length, { percentOf: 0, fontSize: 16 });
  return pixels === undefined ? undefined : pixels * POINTS_PER_PIXEL;
}
