import type { Run } from '../run.ts';
import { isLiteralPattern, type Pattern, toPattern } from '../regex.ts';
import { Failure } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

/** Functions with regular expressions. They take time linear in the text. */
export const patternFunctions: Functions = {
  matches: [
    define(['input', 'pattern'], (_run, input, pattern) => matches(input, pattern, '')),
    define(['input', 'pattern', 'flags'], (_run, input, pattern, flags) => matches(input, pattern, flags)),
  ],
  replace: [
    define(['input', 'pattern', 'replacement'], (run, ...args) => replace(run, args)),
    define(['input', 'pattern', 'replacement', 'flags'], (run, ...args) => replace(run, args)),
  ],
  split: [define(['string', 'delimiter'], split)],
  extract: [define(['input', 'pattern'], extract)],
};

const invalid = new Failure('Invalid pattern');

function matches(input: unknown, pattern: unknown, flags: unknown): boolean | Failure | undefined {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof flags !== 'string') return undefined;
  if (flags === '' && isLiteralPattern(pattern)) return input.includes(pattern);
  const compiled = toPattern({ pattern, flags, input });
  return compiled ? !compiled.matches(input).next().done : invalid;
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
    return run.text(input.split(pattern).join(replacement));
  }
  const compiled = toPattern({ pattern, flags, input });
  return compiled ? replaceAll(run, { input, compiled, replacement }) : invalid;
}

function replaceAll(
  run: Run,
  options: { readonly input: string; readonly compiled: Pattern; readonly replacement: string },
): string | Failure {
  const { input, compiled, replacement } = options;
  const parts = parseReplacement(replacement, compiled.groupCount);
  let end = 0;
  let result = '';
  for (const match of compiled.matches(input)) {
    if (!parts) return invalid;
    run.spend(1);
    result += input.slice(end, match.start);
    for (const part of parts) result += typeof part === 'string' ? part : (match.group(part) ?? '');
    run.text(result);
    end = match.end;
  }
  return run.text(result + input.slice(end));
}

/** Texts and numbers of groups; a backslash takes the next character as it is. */
function parseReplacement(replacement: string, groups: number): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (let index = 0; index < replacement.length; index += 1) {
    const character = replacement.charAt(index);
    if (character === '\\') {
      index += 1;
      if (index === replacement.length) return undefined;
      parts.push(replacement.charAt(index));
    } else if (character === '$') {
      const digits = /^\d+/.exec(replacement.slice(index + 1))?.[0] ?? '';
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
      const group = Number(digits.slice(0, length));
      if (digits === '' || group > groups) return undefined;
      parts.push(group);
      index += length;
    } else parts.push(character);
  }
  return parts;
}

function split(run: Run, text: unknown, delimiter: unknown): unknown {
  if (typeof text !== 'string' || typeof delimiter !== 'string') return undefined;
  if (isLiteralPattern(delimiter)) return run.list(text.split(delimiter));
  const compiled = toPattern({ pattern: delimiter, flags: '', input: text });
  if (!compiled) return invalid;
  let end = 0;
  const parts: string[] = [];
  for (const match of compiled.matches(text)) {
    if (match.end === 0) continue;
    run.spend(1);
    parts.push(text.slice(end, match.start));
    end = match.end;
  }
  return run.list([...parts, text.slice(end)]);
}

function extract(run: Run, text: unknown, pattern: unknown): unknown {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undefined;
  const compiled = toPattern({ pattern, flags: '', input: text });
  if (!compiled) return invalid;
  return run.list(Array.from(compiled.matches(text), (match) => match.group(0) ?? ''));
}
