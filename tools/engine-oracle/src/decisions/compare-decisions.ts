import { isDeepStrictEqual } from 'node:util';
import { createEngineCaller, deployFiles } from '@jobwright/servers/operaton';
import type { DecisionAnswer, DecisionCase } from './decision-case.ts';
import { isKnownDifference } from './known-decisions.ts';
import { evaluateOnOperaton } from './operaton-decisions.ts';
import { evaluateOwn } from './own-decisions.ts';
import { decisionOfSeed } from './random-decisions.ts';
import { operatonDecisions, renderDecisions } from './render-decisions.ts';

export interface DecisionContext {
  readonly url: string;
  readonly seeds: readonly number[];
  readonly write: (line: string) => void;
  readonly signal: AbortSignal;
}

const idOf = (seed: number): string => `decision${seed}`;

/** Compares random decisions on our engine and on Operaton. The seeds that differ. */
export async function compareDecisions({
  url,
  seeds,
  write,
  signal,
}: DecisionContext): Promise<readonly number[]> {
  if (seeds.length === 0) return [];
  const call = createEngineCaller(url);
  const cases = seeds.map((seed) => ({ seed, chosen: decisionOfSeed(seed) }));
  await deployFiles(
    call,
    cases.map(({ seed, chosen }) => ({
      name: `${idOf(seed)}.dmn`,
      content: renderDecisions(idOf(seed), chosen, operatonDecisions),
    })),
  );
  const different: number[] = [];
  let [evaluated, failed, known] = [0, 0, 0];
  for (const { seed, chosen } of cases) {
    signal.throwIfAborted();
    const own = await evaluateOwn(idOf(seed), chosen);
    const theirs = await evaluateOnOperaton(call, idOf(seed), chosen);
    for (const [index, answer] of own.entries()) {
      const other = theirs[index] ?? { failed: true };
      evaluated += 1;
      if (answer.failed) failed += 1;
      if (isDeepStrictEqual(answer, other)) continue;
      if (isKnownDifference({ chosen, own: answer, theirs: other })) {
        known += 1;
        continue;
      }
      if (!different.includes(seed)) different.push(seed);
      write(renderDifference({ seed, chosen, index, own: answer, theirs: other }));
    }
  }
  write(
    `${cases.length} decisions, ${evaluated} evaluations, ${failed} of them failures, ${known} known differences, ${different.length} differ${different.length === 0 ? '' : `: seeds ${different.join(', ')}`}.`,
  );
  return different;
}

function renderDifference(found: {
  readonly seed: number;
  readonly chosen: DecisionCase;
  readonly index: number;
  readonly own: DecisionAnswer;
  readonly theirs: DecisionAnswer;
}): string {
  const { seed, chosen, index, own, theirs } = found;
  return [
    `The decision of seed ${seed} differs with ${JSON.stringify(chosen.contexts[index])}`,
    `  ours:     ${JSON.stringify(own)}`,
    `  Operaton: ${JSON.stringify(theirs)}`,
    ...[chosen.required, chosen.table].map((table) => (table ? `  ${JSON.stringify(table)}` : '')),
    '',
  ].join('\n');
}
