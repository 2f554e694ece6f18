import type { RE2JS } from 're2js';

/** One place where a pattern matched. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly group: (index: number) => string | null;
}

type Find = (position: number) => Match | undefined;

const lastBreak = /(?:\r\n|[\n\r\u0085\u2028\u2029])$/;

/** The places in a text where a pattern matches, one after another, as Java finds them. */
export function* findMatches(
  compiled: RE2JS,
  input: string,
  kind: { readonly hasEnd: boolean; readonly hasAnchor: boolean },
): Generator<Match, void> {
  const find = kind.hasEnd ? toFindWithEnd(compiled, input) : toFind(compiled, input);
  for (let position = 0; position <= input.length;) {
    const match = find(position);
    if (!match) return;
    yield match;
    const { start, end } = match;
    if (start < end) position = end;
    else {
      if (!kind.hasAnchor && isPair(input, end)) yield toEmptyMatch(match, end + 1);
      position = end + (isPair(input, end) ? 2 : 1);
    }
  }
}

function toFind(compiled: RE2JS, input: string): Find {
  const matcher = compiled.matcher(input);
  return (position) => {
    if (!matcher.find(position)) return undefined;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
    return { start: matcher.start(), end: matcher.end(), group: (index) => groups[index] ?? null };
  };
}

/** The end of the text is also before its last line break: what matches first of the whole text and the text up to there. */
function toFindWithEnd(compiled: RE2JS, input: string): Find {
  const findWhole = toFind(compiled, input);
  const breakAt = lastBreak.exec(input)?.index;
  if (breakAt === undefined) return findWhole;
  const findBefore = toFind(compiled, input.slice(0, breakAt));
  return (position) => {
    const whole = findWhole(position);
    const before = position <= breakAt ? findBefore(position) : undefined;
    if (!whole || !before) return whole ?? before;
    if (whole.start !== before.start) return whole.start < before.start ? whole : before;
    return whole.end > before.end ? whole : before;
  };
}

/** Java counts halves of characters, so nothing also matches between two halves. */
function isPair(input: string, position: number): boolean {
  return (input.codePointAt(position) ?? 0) > 0xffff;
}

function toEmptyMatch(match: Match, position: number): Match {
  return { ...match, start: position, end: position };
}
