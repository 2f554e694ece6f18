import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OracleCase } from './ask-engine.ts';
import type { Difference } from './compare-answers.ts';
import { context as common } from './written-expressions.ts';

const schema = z.strictObject({
  reasons: z.record(z.string(), z.string()),
  differences: z.array(
    z.strictObject({
      expression: z.string(),
      input: z.unknown().optional(),
      /** Where it is another than that of most cases. */
      context: z.record(z.string(), z.unknown()).exactOptional(),
      /** The releases of Camunda whose engine differs; all when left out. */
      brokers: z.array(z.string()).optional(),
      reason: z.string(),
    }),
  ),
});

/** Differences that are meant, each with its reason. */
export type KnownDifferences = z.infer<typeof schema>;

/** @throws Error for a list that is not as it should be */
export function readKnownDifferences(): KnownDifferences {
  const known = schema.parse(
    JSON.parse(readFileSync(new URL('../known-differences.json', import.meta.url), 'utf8')),
  );
  const missing = known.differences.find(({ reason }) => known.reasons[reason] === undefined);
  if (missing) throw new Error(`known-differences.json has no reason "${missing.reason}"`);
  return known;
}

export interface Judgement {
  /** On the list, by reason. */
  readonly explained: ReadonlyMap<string, readonly Difference[]>;
  readonly unexplained: readonly Difference[];
  /** On the list, and no difference any more. */
  readonly outdated: readonly string[];
}

/** Holds the differences of an engine against the list. `asked` are the keys of what it was asked. */
export function judge(options: {
  readonly broker: string;
  readonly differences: readonly Difference[];
  readonly asked: ReadonlySet<string>;
  readonly known: KnownDifferences;
}): Judgement {
  const { broker, differences, asked, known } = options;
  const meant = known.differences.filter(({ brokers }) => brokers === undefined || brokers.includes(broker));
  const reasons = new Map(meant.map((entry) => [keyOf(entry), entry.reason]));
  const explained = new Map<string, Difference[]>();
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const reason = reasons.get(keyOf(difference));
    if (reason === undefined) unexplained.push(difference);
    else explained.set(reason, [...(explained.get(reason) ?? []), difference]);
  }
  const found = new Set(differences.map(keyOf));
  const outdated = [...reasons.keys()].filter((key) => asked.has(key) && !found.has(key));
  return { explained, unexplained, outdated };
}

/** The expression, with the input where it is a test of one, and with a context of its own. */
export function keyOf(asked: OracleCase): string {
  const { expression, input, context } = asked;
  const test = input === undefined ? '' : ` on ${JSON.stringify(input)}`;
  return `${expression}${test}${context === undefined || context === common ? '' : ` with ${JSON.stringify(context)}`}`;
}
