import type { RE2JS } from 're2js';

/** One match of a pattern. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly group: (index: number) => string | null;
}

type Find = (position: number) => Match | undefined;

const lastBreak = /(?:\r\n|[\n\r\u0085\u2028\u2029])$/;

/** The matches of a pattern in a text, in order, as Java finds them. */
export function* findMatches(
  compiled: RE2JS,
  input: string,
  kind: { readonly hasEnd: boolean; readonly hasAnchor: boolean },
): Generator<Match, void> {
  const find = kind.hasEnd ? createFindWithEnd(compiled, input) : createFind(compiled, input);
  for (let position = 0; position <= input.length;) {
    const match = find(position);
    if (!match) return;
    yield match;
    const { start, end } = match;
    if (start < end) position = end;
    else {
      if (!kind.hasAnchor && isPair(input, end)) yield emptyMatchAt(match, end + 1);
      position = end + (isPair(input, end) ? 2 : 1);
    }
  }
}

function createFind(compiled: RE2JS, input: string): Find {
  const matcher = compiled.matcher(input);
  return (position) => {
    if (!matcher.find(position)) return undefined;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
    return { start: matcher.start(), end: matcher.end(), group: (index) => groups[index] ?? null };
  };
}

/**
 * `$` also matches before the last line break: takes the earlier match in the whole text and in the text up
 * to there.
 */
function createFindWithEnd(compiled: RE2JS, input: string): Find {
  const findWhole = createFind(compiled, input);
  const breakAt = lastBreak.exec(input)?.index;
  if (breakAt === undefined) return findWhole;
  const findBefore = createFind(compiled, input.slice(0, breakAt));
  return (position) => {
    const whole = findWhole(position);
    const before = position <= breakAt ? findBefore(position) : undefined;
    if (!whole || !before) return whole ?? before;
    if (whole.start !== before.start) return whole.start < before.start ? whole : before;
    return whole.end > before.end ? whole : before;
  };
}

/** Java counts UTF-16 code units, so an empty pattern also matches between two surrogates. */
function isPair(input: string, position: number): boolean {
  return (input.codePointAt(position) ?? 0) > 0xffff;
}

function emptyMatchAt(match: Match, position: number): Match {
  return { ...match, start: position, end: position };
}
