/** First and last code point. */
export type CodePointRange = readonly [number, number];

export const maxCodePoint = 0x10ffff;

/** In order, without overlaps. */
export function mergeRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** All other code points. */
export function invertRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const inverted: CodePointRange[] = [];
  let next = 0;
  for (const [first, last] of mergeRanges(ranges)) {
    if (first > next) inverted.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= maxCodePoint) inverted.push([next, maxCodePoint]);
  return inverted;
}

export function intersectRanges(
  a: readonly CodePointRange[],
  b: readonly CodePointRange[],
): readonly CodePointRange[] {
  return invertRanges([...invertRanges(a), ...invertRanges(b)]);
}

/** Adds the other case of ASCII letters. */
export function addAsciiCases(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const lower = intersectRanges(ranges, [[0x61, 0x7a]]);
  const upper = intersectRanges(ranges, [[0x41, 0x5a]]);
  return [...ranges, ...shift(lower, -0x20), ...shift(upper, 0x20)];
}

function shift(ranges: readonly CodePointRange[], distance: number): readonly CodePointRange[] {
  return ranges.map(([first, last]) => [first + distance, last + distance]);
}

const enumerated = new Map<string, readonly CodePointRange[]>();
const chunkLength = 0x1000;

/** The code points with a Unicode property, as `\p{...}` of JavaScript names it; found once for each. */
export function findCodePoints(property: string): readonly CodePointRange[] {
  const known = enumerated.get(property);
  if (known) return known;
  const pattern = new RegExp(`\\p{${property}}+`, 'gu');
  const ranges: CodePointRange[] = [];
  for (let start = 0; start <= maxCodePoint; start += chunkLength) {
    const text = chunkAt(start);
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const first = text.codePointAt(index) ?? 0;
      ranges.push([first, first + Array.from(found).length - 1]);
    }
  }
  const merged = mergeRanges(ranges);
  enumerated.set(property, merged);
  return merged;
}

/** Surrogates are left out: side by side they would form another character. */
function chunkAt(start: number): string {
  if (start >= 0xd800 && start < 0xe000) return '';
  return String.fromCodePoint(...Array.from({ length: chunkLength }, (_, index) => start + index));
}
