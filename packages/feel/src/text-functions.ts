import { type NativeFunction, toNativeFunction } from './feel-function.ts';
import { isLiteralPattern, toRegex } from './regex.ts';
import { toText } from './to-text.ts';

/** Text functions the evaluator lacks, or has in a form that differs from the broker's or has no bounds. */
export const textFunctions: Readonly<Record<string, NativeFunction>> = {
  string: toNativeFunction(['from'], (from) => (isNil(from) ? null : toText(from))),
  trim: toNativeFunction(['string'], (text) => (typeof text === 'string' ? text.trim() : null)),
  'to base64': toNativeFunction(['value'], (value) =>
    typeof value === 'string' ? Buffer.from(value, 'utf8').toString('base64') : null,
  ),
  matches: toNativeFunction(['input', 'pattern', 'flags'], matches),
  replace: toNativeFunction(['input', 'pattern', 'replacement', 'flags'], replace),
  split: toNativeFunction(['string', 'delimiter'], split),
  extract: toNativeFunction(['string', 'pattern'], extract),
};

function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function matches(input: unknown, pattern: unknown, flags: unknown): boolean | null {
  if (typeof input !== 'string' || typeof pattern !== 'string') return null;
  if (isNil(flags) && isLiteralPattern(pattern)) return input.includes(pattern);
  return toRegex({ pattern, flags, input })?.test(input) ?? null;
}

function replace(...[input, pattern, replacement, flags]: readonly unknown[]): string | null {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string')
    return null;
  if (isNil(flags) && isLiteralPattern(pattern) && !/[$\\]/.test(replacement)) {
    return input.replaceAll(pattern, replacement);
  }
  const regex = toRegex({ pattern, flags, input });
  if (!regex || !isReplacement(replacement, countGroups(regex))) return null;
  return input.replace(regex, (...match: readonly unknown[]) =>
    replacement.replace(/\\(.)|\$(\d)/gs, (_, escaped?: string, group?: string) => {
      const value = match[Number(group)];
      return escaped ?? (typeof value === 'string' ? value : '');
    }),
  );
}

function isReplacement(replacement: string, groups: number): boolean {
  const references = replacement.replace(/\\./gs, '').matchAll(/\$(\d)?/g);
  return [...references].every(([, group]) => group !== undefined && Number(group) <= groups);
}

function countGroups(regex: RegExp): number {
  return (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1;
}

function split(text: unknown, delimiter: unknown): readonly string[] | null {
  if (typeof text !== 'string' || typeof delimiter !== 'string') return null;
  if (isLiteralPattern(delimiter)) return text.split(delimiter);
  const regex = toRegex({ pattern: delimiter, flags: '', input: text });
  if (!regex) return null;
  let end = 0;
  const parts: string[] = [];
  for (const match of text.matchAll(regex)) {
    if (match[0] === '' && match.index === 0) continue;
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function extract(text: unknown, pattern: unknown): readonly string[] | null {
  if (typeof text !== 'string' || typeof pattern !== 'string') return null;
  const regex = toRegex({ pattern, flags: '', input: text });
  return regex && Array.from(text.matchAll(regex), ([match]) => match);
}
