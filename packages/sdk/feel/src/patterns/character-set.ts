import {
  addAsciiCases,
  type CodePointRange,
  findCodePoints,
  intersectRanges,
  invertRanges,
  mergeRanges,
} from './code-points.ts';
import { quoteCodePoint } from './quote-code-point.ts';

/** The characters a pattern accepts at one position: ranges and Unicode properties, or all others. */
export interface CharacterSet {
  readonly ranges: readonly CodePointRange[];
  /** Names as in JavaScript and RE2, such as `Lu` and `Script=Han`. */
  readonly properties: readonly string[];
  readonly isNegated: boolean;
}

export function createCharacterSet(
  ranges: readonly CodePointRange[],
  properties: readonly string[] = [],
): CharacterSet {
  return { ranges, properties, isNegated: false };
}

export function negateSet(set: CharacterSet): CharacterSet {
  if (set.properties.length > 0) return { ...set, isNegated: !set.isNegated };
  return createCharacterSet(toRanges(set.isNegated ? set : { ...set, isNegated: true }));
}

export function uniteSets(a: CharacterSet, b: CharacterSet): CharacterSet {
  const isPlain = !a.isNegated && !b.isNegated;
  if (isPlain) return createCharacterSet([...a.ranges, ...b.ranges], [...a.properties, ...b.properties]);
  return createCharacterSet([...toRanges(a), ...toRanges(b)]);
}

export function intersectSets(a: CharacterSet, b: CharacterSet): CharacterSet {
  return createCharacterSet(intersectRanges(toRanges(a), toRanges(b)));
}

export function addCases(set: CharacterSet): CharacterSet {
  return { ...set, ranges: addAsciiCases(set.ranges) };
}

function toRanges({ ranges, properties, isNegated }: CharacterSet): readonly CodePointRange[] {
  const all = [...ranges, ...properties.flatMap(findCodePoints)];
  return isNegated ? invertRanges(all) : mergeRanges(all);
}

/** General categories and scripts are written by name, others as their code points. */
const named = /^(?:[A-Z][a-z]?|Script=\w+)$/;

/** The set as RE2 writes it. */
export function toClassText({ ranges, properties, isNegated }: CharacterSet): string {
  const names = properties.filter((name) => named.test(name));
  const others = properties.filter((name) => !named.test(name)).flatMap(findCodePoints);
  const all = mergeRanges([...ranges, ...others]);
  if (all.length === 0 && names.length === 0) return isNegated ? '(?s:.)' : neverText;
  const body = [...all.map(toRangeText), ...names.map((name) => `\\p{${name.replace('Script=', '')}}`)];
  return `[${isNegated ? '^' : ''}${body.join('')}]`;
}

/** Matches nothing. */
export const neverText = String.raw`[^\x{0}-\x{10ffff}]`;

function toRangeText([first, last]: CodePointRange): string {
  return first === last ? quoteCodePoint(first) : `${quoteCodePoint(first)}-${quoteCodePoint(last)}`;
}
