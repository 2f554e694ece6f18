import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answered, Comparison } from './compare-engine.ts';
import { context } from './written-expressions.ts';

/** Of the suites that are made of combinations, every so many is recorded. */
const recordedShare = 6;

/** Writes an engine's answers for the tests of the evaluator, which need no Java. */
export function recordAnswers(broker: string, comparisons: readonly Comparison[]): void {
  const answered = comparisons.flatMap(({ suite, answered }): readonly Answered[] => {
    if (!suite.isFixed) return [];
    return suite.name === 'written' ? answered : answered.filter((_, index) => index % recordedShare === 0);
  });
  const lines = answered.map(([{ expression, ...rest }, answer]) => {
    const kept = 'failure' in answer ? answer : { value: answer.value };
    return JSON.stringify({ expression, ...('input' in rest ? { input: rest.input } : {}), ...kept });
  });
  const path = new URL(`../../../packages/feel/src/testing/engine-${broker}.json`, import.meta.url);
  writeFileSync(
    fileURLToPath(path),
    `{"context":${JSON.stringify(context)},"answers":[\n${lines.join(',\n')}\n]}\n`,
  );
}
