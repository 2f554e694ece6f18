import { RE2JS, RE2JSException } from 're2js';
import { FeelError } from '../feel-error.ts';
import { LruCache } from '../lru-cache.ts';
import { findMatches, type Match } from './find-matches.ts';
import { InvalidPattern, UnsupportedPattern } from './pattern-error.ts';
import { toRe2Pattern } from './to-re2-pattern.ts';

/** Characters of a regular expression. */
export const maxPatternLength = 1000;

/** A compiled regular expression; it takes time linear in the text. */
export interface Pattern {
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** The work per character of a text. */
  readonly size: number;
  readonly matches: (input: string) => Generator<Match, void>;
}

const meta = /[\\^$.*+?()[\]{}|]/;
const maxCachedPatterns = 200;
const patterns = new LruCache<Pattern | null>(maxCachedPatterns);

/** A pattern without special characters: it needs no regular expression, whatever the length of the text. */
export function isLiteralPattern(pattern: string): boolean {
  return pattern !== '' && !meta.test(pattern);
}

/**
 * Compiles a pattern of an expression, written as in Java; `null` when it is not valid.
 * @throws FeelError `evaluation` when it is too long or needs unbounded time
 */
export function compilePattern(pattern: string, flags: string): Pattern | null {
  if (pattern.length > maxPatternLength) {
    throw new FeelError('evaluation', `A regular expression is longer than ${maxPatternLength} characters.`);
  }
  return patterns.getOrCreate(`${flags}/${pattern}`, () => compileWithRe2(pattern, flags));
}

function compileWithRe2(pattern: string, flags: string): Pattern | null {
  try {
    const { text, groupNames, ...kind } = toRe2Pattern(pattern, flags);
    const compiled = RE2JS.compile(text);
    return {
      groupCount: compiled.groupCount(),
      groupNames,
      size: compiled.programSize(),
      matches: (input) => findMatches(compiled, input, kind),
    };
  } catch (error) {
    if (error instanceof InvalidPattern) return null;
    if (error instanceof UnsupportedPattern) throw refuse(error.message);
    if (error instanceof RE2JSException) throw refuse('too many repetitions inside each other');
    throw error;
  }
}

function refuse(reason: string): FeelError {
  return new FeelError(
    'evaluation',
    `A regular expression uses ${reason}, which is not supported: only what runs in bounded time is.`,
  );
}
