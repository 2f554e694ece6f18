import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answered, Comparison } from './compare-engine.ts';
import type { Engine } from './engines.ts';
import { keyOf } from './known-differences.ts';
import { context } from './written-expressions.ts';

/** Of the suites that are made of combinations, every so many is recorded; of others all. */
const recordedShares: Readonly<Record<string, number>> = { combined: 12, patterns: 60 };

/** Writes an engine's answers for the tests of the evaluator, which need no Java. */
export function recordAnswers({ broker, version }: Engine, comparisons: readonly Comparison[]): void {
  const recorded = comparisons.flatMap(({ suite, answered, differences }): readonly Answered[] => {
    if (!suite.isFixed || suite.minAgreement === 0) return [];
    const share = recordedShares[suite.name] ?? 1;
    const different = new Set(differences.map(keyOf));
    return answered.filter(([asked], index) => index % share === 0 && !different.has(keyOf(asked)));
  });
  const lines = recorded.map(([{ context: own, ...asked }, answer]) => {
    const kept = 'failure' in answer ? answer : { value: answer.value, warnings: answer.warnings };
    return JSON.stringify({ ...asked, ...(own === context ? {} : { context: own }), ...kept });
  });
  const path = new URL(`../../../packages/sdk/feel/src/testing/engine-${broker}.json`, import.meta.url);
  writeFileSync(
    fileURLToPath(path),
    `{"version":"${version}","context":${JSON.stringify(context)},"answers":[\n${lines.join(',\n')}\n]}\n`,
  );
}
