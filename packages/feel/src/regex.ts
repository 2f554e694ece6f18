import { FeelError } from './feel-error.ts';

export const maxPatternLength = 1000;
export const maxMatchedLength = 100_000;

const meta = /[\\^$.*+?()[\]{}|]/;

/** A pattern without special characters: it needs no regular expression, whatever the length of the text. */
export function isLiteralPattern(pattern: string): boolean {
  return pattern !== '' && !meta.test(pattern);
}

/**
 * Compiles a pattern of an expression for use on `input`; `null` when it is not a regular expression or has other flags than `i`, `m`, `s`.
 * @throws FeelError `evaluation` when the pattern or the input is too long to be matched in bounded time
 */
export function toRegex(options: {
  readonly pattern: string;
  readonly flags: unknown;
  readonly input: string;
}): RegExp | null {
  const { pattern, input } = options;
  if (pattern.length > maxPatternLength) {
    throw new FeelError('evaluation', `A regular expression is longer than ${maxPatternLength} characters.`);
  }
  if (input.length > maxMatchedLength) {
    throw new FeelError(
      'evaluation',
      `A text of ${input.length} characters is too long for a regular expression (${maxMatchedLength} at most).`,
    );
  }
  const flags = options.flags ?? '';
  if (typeof flags !== 'string' || !/^[ims]*$/.test(flags)) return null;
  const unique = `g${[...new Set(flags)].join('')}`;
  return compileRegex(pattern, `${unique}u`) ?? compileRegex(pattern, unique);
}

function compileRegex(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}
