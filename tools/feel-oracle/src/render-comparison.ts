import type { Difference } from './compare-answers.ts';
import type { Comparison } from './compare-engine.ts';
import { type Judgement, type KnownDifferences, keyOf } from './known-differences.ts';

const indent = '    ';

/** The agreement of a suite in percent. */
export function computeAgreement({ suite, differences }: Comparison): number {
  const { length } = suite.cases;
  return length === 0 ? 100 : (100 * (length - differences.length)) / length;
}

export function renderAgreement(broker: string, comparison: Comparison): string {
  const { suite, differences, warned } = comparison;
  const { length } = suite.cases;
  const share = (Math.floor(computeAgreement(comparison) * 100) / 100).toFixed(2);
  const agreeing = length - differences.length;
  return `${broker} ${suite.name}: ${agreeing} of ${length} agree (${share} %), in ${warned} the warnings too`;
}

export function renderJudgement(judgement: Judgement, known: KnownDifferences): readonly string[] {
  const { explained, unexplained, outdated } = judgement;
  return [
    ...[...explained].flatMap(([reason, differences]) => [
      `  ${differences.length} listed (${reason}): ${known.reasons[reason]}`,
      ...differences.map((difference) => `${indent}${keyOf(difference)}`),
    ]),
    ...unexplained.flatMap((difference) => [`  NOT LISTED`, renderDifference(difference)]),
    ...outdated.map((expression) => `  LISTED, BUT NO DIFFERENCE: ${expression}`),
  ];
}

function renderDifference(difference: Difference): string {
  const { theirs, ours } = difference;
  return `${indent}${keyOf(difference)}\n${indent}  engine ${theirs}\n${indent}  ours   ${ours}`;
}
