import { RE2JS, RE2JSException } from 're2js';
import { FeelError } from './feel-error.ts';
import { LruCache } from './lru-cache.ts';

export const maxPatternLength = 1000;
export const maxMatchedLength = 100_000;

/** One place where a pattern matched. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly group: (index: number) => string | null;
}

/** A compiled regular expression. */
export interface Pattern {
  readonly groupCount: number;
  readonly matches: (input: string) => Generator<Match, void>;
}

const meta = /[\\^$.*+?()[\]{}|]/;
const maxCachedPatterns = 200;
const patterns = new LruCache<Pattern | null>(maxCachedPatterns);
/** Look-around, back references, possessive and atomic groups: they need backtracking, so time without bounds. */
const backtracking = /\\[1-9k]|\(\?(?:=|!|<=|<!|>)|(?<!\\)[*+?}]\+/;

/** A pattern without special characters: it needs no regular expression, whatever the length of the text. */
export function isLiteralPattern(pattern: string): boolean {
  return pattern !== '' && !meta.test(pattern);
}

/**
 * Compiles a pattern of an expression for use on `input`; `null` when it is not a regular expression.
 * @throws FeelError `evaluation` when the pattern or the input is too long, or the pattern needs backtracking
 */
export function toPattern(options: {
  readonly pattern: string;
  readonly flags: string;
  readonly input: string;
}): Pattern | null {
  const { pattern, flags, input } = options;
  if (pattern.length > maxPatternLength) {
    throw new FeelError('evaluation', `A regular expression is longer than ${maxPatternLength} characters.`);
  }
  if (input.length > maxMatchedLength) {
    throw new FeelError(
      'evaluation',
      `A text of ${input.length} characters is too long for a regular expression (${maxMatchedLength} at most).`,
    );
  }
  return patterns.getOrCreate(`${flags}/${pattern}`, () => compilePattern(pattern, flags));
}

function compilePattern(pattern: string, flags: string): Pattern | null {
  try {
    const compiled = RE2JS.compile(toRe2(pattern, flags), toFlags(flags));
    return { groupCount: compiled.groupCount(), matches: (input) => findMatches(compiled, input) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    if (!isJavaScriptPattern(pattern) || !backtracking.test(pattern)) return null;
    throw new FeelError(
      'evaluation',
      'A regular expression uses look-around, back references or possessive quantifiers, which have no bounded time.',
    );
  }
}

function isJavaScriptPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/([*+?}])\+/g, '$1').replaceAll('(?>', '(?:')).source !== '';
  } catch {
    return false;
  }
}

function toFlags(flags: string): number {
  return (
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0)
  );
}

/** The engine's `x` flag drops blanks and comments; `\h` and `\R` are unknown here. */
function toRe2(pattern: string, flags: string): string {
  const bare = flags.includes('x')
    ? pattern.replace(/\\.|#[^\n]*|\s/gs, (part) => (part.startsWith('\\') ? part : ''))
    : pattern;
  return bare
    .replace(/\\u([0-9a-fA-F]{4})/g, String.raw`\x{$1}`)
    .replace(/\\h/g, String.raw`[ \t\x{A0}]`)
    .replace(/\\R/g, String.raw`(?:\r\n|[\n\x0B\f\r\x{85}\x{2028}\x{2029}])`);
}

function* findMatches(compiled: RE2JS, input: string): Generator<Match, void> {
  const matcher = compiled.matcher(input);
  while (matcher.find()) {
    yield { start: matcher.start(), end: matcher.end(), group: (index) => matcher.group(index) };
  }
}
