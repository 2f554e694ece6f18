import { SaxesParser } from 'saxes';
import { LIMITS } from '../definition/limits.ts';
import { POINTS_PER_PIXEL } from './points-per-pixel.ts';
import { createElementRules } from './svg-element-rules.ts';
import { createUseCounter } from './svg-uses.ts';
import { parseLength } from './svg/units.ts';

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
  const uses = createUseCounter();
  const rules = createElementRules();
  let root: Readonly<Record<string, string>> | undefined;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => problems.push(`the SVG is not well-formed (${error.message})`));
  parser.on('doctype', (doctype) => {
    if (/\[|ENTITY/i.test(doctype)) problems.push('an SVG may not define entities');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const opened = rules.open(name, attributes);
    root ??= opened.localName === 'svg' ? attributes : {};
    problems.push(...opened.problems);
    uses.open(attributes);
    if (problems.length > 0) throw new UnsafeSvg();
  });
  parser.on('closetag', () => {
    rules.close();
    uses.close();
  });
  parser.on('text', (content) => problems.push(...rules.checkText(content)));
  parser.on('cdata', (content) => problems.push(...rules.checkStyle(content)));
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof UnsafeSvg)) problems.push('the SVG is not well-formed');
  }
  const [problem = uses.findProblem()] = problems;
  if (problem !== undefined) return { problem };
  if (root === undefined || !Object.keys(root).some((name) => /^(xmlns(:|$)|viewBox$|width$)/.test(name)))
    return { problem: 'it is not an SVG' };
  return readSize(root);
}

/** Ends the parser: the problem is known. */
class UnsafeSvg extends Error {}

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

/** `undefined` for a share of what is around, which there is not. */
function parsePoints(length = ''): number | undefined {
  if (length.trim().endsWith('%')) return undefined;
  const pixels = parseLength(length, { percentOf: 0, fontSize: 16 });
  return pixels === undefined ? undefined : pixels * POINTS_PER_PIXEL;
}
