import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile } from './feel.ts';

const expressions: readonly (readonly [string, string])[] = JSON.parse(
  readFileSync(new URL('testing/nasty-expressions.json', import.meta.url), 'utf8'),
);
/** A fortieth of the default bounds; what they cost under those, the benchmark `feel-limits` tells. */
const limits = { maxSteps: 125_000, maxListLength: 25_000, maxTextLength: 250_000, maxPatternMs: 100 };

describe('expressions made to take long', () => {
  test.each(expressions)('%s ends', (_, text) => {
    const compiled = compile(text.replaceAll('DIGITS', '7'.repeat(5000)), { limits, version: '8.9' });
    try {
      expect(compiled.evaluate({})).not.toBeUndefined();
    } catch (error) {
      expect(error).toBeInstanceOf(FeelError);
    }
  });

  test.each([
    ['for i in 1..1000000000 return i', 'items in a list'],
    ['some a in 1..9999 satisfies some b in 1..9999 satisfies false', 'steps'],
    ['for i in 1..100 return if i = 1 then "x" else partial[-1] + partial[-1]', 'characters in a text'],
    ['for i in 1..100 return if i = 1 then [1] else [partial[-1], partial[-1]]', 'items in a list'],
    ['for i in 1..100 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}', 'items in a list'],
    ['some i in 1..9999 satisfies upper case(string join(for j in 1..9999 return "x")) = ""', 'steps'],
  ])('%s is stopped by the limit of %s', (text, limit) => {
    expect(() => compile(text, { limits }).evaluate({})).toThrow(limit);
  });
});
