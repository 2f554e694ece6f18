import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile, unaryTest } from './feel.ts';
import type { FeelVersion } from './feel-version.ts';

interface Asked {
  readonly expression: string;
  readonly input?: unknown;
  readonly context?: Readonly<Record<string, unknown>>;
}

interface Answer extends Asked {
  readonly value?: unknown;
  readonly warnings?: readonly string[];
  readonly failure?: 'syntax' | 'evaluation';
}

interface Recorded {
  readonly version: FeelVersion;
  readonly context: Readonly<Record<string, unknown>>;
  readonly answers: readonly Answer[];
}

const folder = new URL('testing/', import.meta.url);
const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678), timeZone: '+00:00' };
/** In order of appearance, 20 are shown. */
const maxShown = 20;
const files = readdirSync(folder).filter((name) => /^engine-.*\.json$/.test(name));

describe.each(files)('%s', (file) => {
  const { version, context, answers }: Recorded = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

  test(`${version} gives the values and warnings the engine gave for ${answers.length} expressions`, () => {
    expect(answers.length).toBeGreaterThan(2000);
    const differing = answers.flatMap((asked) => {
      const ours = toText(answer(asked), asked);
      const theirs = toText(asked, asked);
      return ours === theirs ? [] : [{ asked, ours, theirs }];
    });
    expect(differing.slice(0, maxShown)).toEqual([]);
  });

  function answer(asked: Asked): Pick<Answer, 'value' | 'warnings' | 'failure'> {
    const { expression, context: variables = context } = asked;
    try {
      if ('input' in asked)
        return { value: unaryTest(expression, asked.input, variables, { version, clock }) };
      const { value, warnings } = compile(`=${expression}`, { version, clock }).explain(variables);
      return { value: tag(value), warnings: warnings.map(({ type, message }) => `${type}: ${message}`) };
    } catch (error) {
      if (error instanceof FeelError) return { failure: error.kind };
      throw error;
    }
  }
});

function toText(
  { value, warnings, failure }: Pick<Answer, 'value' | 'warnings' | 'failure'>,
  asked: Asked,
): string {
  if ('input' in asked) return failure === 'syntax' ? failure : String(value === true);
  if (failure !== undefined) return failure;
  // Halves of characters did not pass between the two programs.
  return JSON.stringify([sort(value), warnings]).replace(/\\ud[89a-f][0-9a-f]{2}/g, '?');
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
