import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FeelVersion } from '@jobwright/feel';
import { askEngine, type EngineAnswer } from './ask-engine.ts';
import { answerCase, findDifference } from './compare-answers.ts';
import { createRandomCases } from './random-expressions.ts';
import { combinedCases, context, type OracleCase, singleCases } from './written-expressions.ts';

const engines: readonly (readonly [string, FeelVersion])[] = [
  ['1.18.0', '8.6'],
  ['1.21.0', '8.9'],
];
/** Of the combined expressions, every so many is recorded. */
const recordedShare = 6;

const { values: options } = parseArgs({
  options: {
    random: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
});

const random = createRandomCases({ count: Number(options.random), seed: Number(options.seed) });
for (const [engine, version] of engines) {
  const single = await compare({ name: 'single', engine, version, cases: singleCases });
  const combined = await compare({ name: 'combined', engine, version, cases: combinedCases });
  await compare({ name: 'random', engine, version, cases: random });
  if (options.record)
    record(engine, [...single, ...combined.filter((_, index) => index % recordedShare === 0)]);
}

type Answered = readonly [OracleCase, EngineAnswer];

async function compare(request: {
  readonly name: string;
  readonly engine: string;
  readonly version: FeelVersion;
  readonly cases: readonly OracleCase[];
}): Promise<readonly Answered[]> {
  const { name, engine, version, cases } = request;
  const answers = await askEngine(engine, cases);
  const answered = cases.flatMap((asked, index): readonly Answered[] => {
    const answer = answers[index];
    return answer ? [[asked, answer]] : [];
  });
  const differences = answered.flatMap(([asked, theirs]) => findDifference(asked, theirs, version) ?? []);
  const warned = answered.filter(([asked, theirs]) => hasSameWarnings(asked, theirs, version)).length;
  const agreeing = cases.length - differences.length;
  const share = ((100 * agreeing) / cases.length).toFixed(2);
  console.log(
    `${engine} ${name}: ${agreeing} of ${cases.length} agree (${share} %), warnings too in ${warned}`,
  );
  for (const { expression, input, theirs, ours } of differences) {
    console.log(`  ${expression}${input === undefined ? '' : ` on ${JSON.stringify(input)}`}`);
    console.log(`    engine ${theirs}\n    ours   ${ours}`);
  }
  return answered;
}

function hasSameWarnings(asked: OracleCase, theirs: EngineAnswer, version: FeelVersion): boolean {
  if ('failure' in theirs || 'input' in asked) return true;
  const ours = answerCase(asked, version);
  return !('failure' in ours) && JSON.stringify(theirs.warnings) === JSON.stringify(ours.warnings);
}

/** For the tests of the evaluator, which need no Java. */
function record(engine: string, answered: readonly Answered[]): void {
  const lines = answered.map(([{ expression, ...rest }, answer]) => {
    const { input } = rest;
    const kept = 'failure' in answer ? answer : { value: answer.value };
    return JSON.stringify({ expression, ...('input' in rest ? { input } : {}), ...kept });
  });
  const path = fileURLToPath(
    new URL(`../../../packages/feel/src/testing/engine-${engine}.json`, import.meta.url),
  );
  writeFileSync(path, `{"context":${JSON.stringify(context)},"answers":[\n${lines.join(',\n')}\n]}\n`);
}
