import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile, unaryTest } from './feel.ts';
import type { FeelVersion } from './feel-version.ts';

interface Recorded {
  readonly context: Readonly<Record<string, unknown>>;
  readonly answers: readonly {
    readonly expression: string;
    readonly input?: unknown;
    readonly value?: unknown;
    readonly failure?: 'syntax' | 'evaluation';
  }[];
}

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678), timeZone: '+00:00' };
/** A first sign `=` is dropped here; entries keep their order; digits of other scripts are none. */
const known = new Set(['= 5', 'string(order)', 'number("١")']);
/** In order of appearance, 20 are shown. */
const maxShown = 20;

describe.each<readonly [string, FeelVersion]>([
  ['1.18.0', '8.6'],
  ['1.21.0', '8.9'],
])('engine %s', (engine, version) => {
  const { context, answers }: Recorded = JSON.parse(
    readFileSync(new URL(`testing/engine-${engine}.json`, import.meta.url), 'utf8'),
  );

  test(`gives what the engine gave for ${answers.length} expressions`, () => {
    expect(answers.length).toBeGreaterThan(1000);
    const differing = answers.flatMap(({ expression, ...asked }) => {
      if (known.has(expression)) return [];
      const ours = answer(expression, asked);
      const theirs = toText(asked.failure ?? { value: asked.value }, 'input' in asked);
      return ours === theirs ? [] : [{ expression, ours, theirs }];
    });
    expect(differing.slice(0, maxShown)).toEqual([]);
  });

  function answer(expression: string, asked: { readonly input?: unknown }): string {
    const isTest = 'input' in asked;
    try {
      const value = isTest
        ? unaryTest(expression, asked.input, context, { version, clock })
        : compile(expression, { version, clock }).evaluate(context);
      return toText({ value: tag(value) }, isTest);
    } catch (error) {
      if (error instanceof FeelError) return toText(error.kind, isTest);
      throw error;
    }
  }
});

function toText(answer: string | { readonly value: unknown }, isTest: boolean): string {
  if (typeof answer === 'string') return isTest && answer === 'evaluation' ? 'false' : answer;
  return isTest ? String(answer.value === true) : JSON.stringify(sort(answer.value));
}

/** Numbers and contexts as they are recorded. */
function tag(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return { number: String(value) };
  if (Array.isArray(value)) return value.map(tag);
  if (typeof value !== 'object' || value === null) return value;
  return { context: Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, tag(entry)])) };
}

function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value) {
    const text = String(value.number);
    return { number: /^-?\d+$/.test(text) ? String(BigInt(text)) : String(Number(text)) };
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sort(entry)]));
}
