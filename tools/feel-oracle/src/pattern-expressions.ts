import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OracleCase } from './ask-engine.ts';

const texts = z.array(z.string());
const schema = z.object({ texts, patterns: texts, flags: texts, replacements: texts, refused: texts });
const parts = schema.parse(JSON.parse(readFileSync(new URL('../patterns.json', import.meta.url), 'utf8')));

const functions = [
  'matches(text, pattern)',
  'extract(text, pattern)',
  'split(text, pattern)',
  'replace(text, pattern, "<$0>")',
];
const flagFunctions = ['matches(text, pattern, flags)', 'replace(text, pattern, "<$0>", flags)'];
const replacedPatterns = ['(a)(b)?', 'a', '(?<first>[a-z]+)', '(\\d)', 'zzz', '\\b'];

/** Patterns, flags and replacements are variables: so no escape of a text in quotes comes between. */
export const patternCases: readonly OracleCase[] = [
  ...parts.patterns.flatMap((pattern) =>
    parts.texts.flatMap((text) =>
      functions.map((expression) => ({ expression, context: { text, pattern } })),
    ),
  ),
  ...parts.flags.flatMap((flags) =>
    parts.patterns.flatMap((pattern, index) => {
      const text = parts.texts[index % parts.texts.length] ?? '';
      return flagFunctions.map((expression) => ({ expression, context: { text, pattern, flags } }));
    }),
  ),
  ...parts.replacements.flatMap((replacement) =>
    replacedPatterns.flatMap((pattern) =>
      parts.texts.map((text) => ({
        expression: 'replace(text, pattern, replacement)',
        context: { text, pattern, replacement },
      })),
    ),
  ),
];

/** Patterns that cannot be run in bounded time, or have nothing like them in RE2. */
export const refusedPatternCases: readonly OracleCase[] = parts.refused.map((pattern) => ({
  expression: 'matches(text, pattern)',
  context: { text: 'abc', pattern },
}));
