import type { Run } from '../run.ts';
import type { Match } from '../patterns/find-matches.ts';
import { isLiteralPattern, type Pattern, compilePattern } from '../patterns/pattern.ts';
import { parseReplacement } from '../patterns/parse-replacement.ts';
import { Failure } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

/** Functions with regular expressions. They take time linear in the text. */
export const patternFunctions: Functions = {
  matches: [
    define(['input', 'pattern'], (run, input, pattern) => matches(run, { input, pattern, flags: '' })),
    define(['input', 'pattern', 'flags'], (run, input, pattern, flags) =>
      matches(run, { input, pattern, flags }),
    ),
  ],
  replace: [
    define(['input', 'pattern', 'replacement'], (run, ...args) => replace(run, args)),
    define(['input', 'pattern', 'replacement', 'flags'], (run, ...args) => replace(run, args)),
  ],
  split: [define(['string', 'delimiter'], split)],
  extract: [define(['input', 'pattern'], extract)],
};

/** What a pattern makes of a text. */
interface Matching {
  readonly pattern: Pattern;
  readonly matches: Iterable<Match>;
}

/** Compiles a pattern for a text; a failure where it is none. */
function prepareMatching(
  run: Run,
  options: { readonly input: string; readonly pattern: string; readonly flags: string },
): Matching | Failure {
  const { input, flags } = options;
  const pattern = run.timePattern(() => compilePattern(options.pattern, flags));
  if (!pattern) return invalidPattern(options.pattern);
  return { pattern, matches: countWork(run, pattern, input) };
}

/** So much is looked at in the time of a step: characters of the text times parts of the pattern. */
const workPerStep = 4;

/**
 * Looking for one match takes time linear in the text, which is counted before. Looking for all of them can
 * take its square, so the time is counted too.
 */
function* countWork(run: Run, pattern: Pattern, input: string): Generator<Match, void> {
  run.spend(Math.ceil((input.length * pattern.size) / workPerStep));
  const matches = pattern.matches(input);
  for (;;) {
    const next = run.timePattern(() => matches.next());
    if (next.done) return;
    run.spend(1);
    yield next.value;
  }
}

function invalidPattern(pattern: string, kind = 'pattern'): Failure {
  return new Failure(() => `Invalid ${kind} '${pattern}'`);
}

function matches(
  run: Run,
  { input, pattern, flags }: { readonly input: unknown; readonly pattern: unknown; readonly flags: unknown },
): boolean | Failure | undefined {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof flags !== 'string') return undefined;
  if (flags === '' && isLiteralPattern(pattern)) return input.includes(pattern);
  const matching = prepareMatching(run, { input, pattern, flags });
  if (matching instanceof Failure) return matching;
  for (const _match of matching.matches) return true;
  return false;
}

function replace(run: Run, args: readonly unknown[]): string | Failure | undefined {
  const [input, pattern, replacement, flags = ''] = args;
  if (
    typeof input !== 'string' ||
    typeof pattern !== 'string' ||
    typeof replacement !== 'string' ||
    typeof flags !== 'string'
  ) {
    return undefined;
  }
  if (flags === '' && isLiteralPattern(pattern) && !/[$\\]/.test(replacement)) {
    return replaceText(run, { input, pattern, replacement });
  }
  const matching = prepareMatching(run, { input, pattern, flags });
  if (matching instanceof Failure) return matching;
  return replaceAll(run, { input, matching, replacement }) ?? invalidPattern(pattern);
}

/** The length is known before the text is made. */
function replaceText(
  run: Run,
  {
    input,
    pattern,
    replacement,
  }: { readonly input: string; readonly pattern: string; readonly replacement: string },
): string {
  const parts = input.split(pattern);
  run.spend(parts.length);
  run.checkTextLength(input.length + (parts.length - 1) * (replacement.length - pattern.length));
  return parts.join(replacement);
}

/** `undefined` where the replacement names a group that is not there. */
function replaceAll(
  run: Run,
  options: { readonly input: string; readonly matching: Matching; readonly replacement: string },
): string | undefined {
  const { input, matching, replacement } = options;
  const parts = parseReplacement(replacement, matching.pattern);
  let end = 0;
  let result = '';
  for (const match of matching.matches) {
    if (!parts) return undefined;
    result += input.slice(end, match.start);
    for (const part of parts) result += typeof part === 'string' ? part : (match.group(part) ?? '');
    run.checkTextLength(result.length);
    end = match.end;
  }
  return run.text(result + input.slice(end));
}

function split(run: Run, text: unknown, delimiter: unknown): unknown {
  if (typeof text !== 'string' || typeof delimiter !== 'string') return undefined;
  if (isLiteralPattern(delimiter)) return run.list(splitText(run, text, delimiter));
  const matching = prepareMatching(run, { input: text, pattern: delimiter, flags: '' });
  if (matching instanceof Failure) return invalidPattern(delimiter, 'pattern for delimiter');
  let end = 0;
  const parts: string[] = [];
  for (const match of matching.matches) {
    if (match.end === 0) continue;
    run.checkLength(parts.length);
    parts.push(text.slice(end, match.start));
    end = match.end;
  }
  return run.list([...parts, text.slice(end)]);
}

function splitText(run: Run, text: string, delimiter: string): readonly string[] {
  const parts = text.split(delimiter, run.limits.maxListLength + 1);
  run.spend(parts.length);
  return parts;
}

function extract(run: Run, input: unknown, pattern: unknown): unknown {
  if (typeof input !== 'string' || typeof pattern !== 'string') return undefined;
  const matching = prepareMatching(run, { input, pattern, flags: '' });
  if (matching instanceof Failure) return matching;
  const found: string[] = [];
  for (const match of matching.matches) {
    run.checkLength(found.length);
    found.push(match.group(0) ?? '');
  }
  return run.list(found);
}
