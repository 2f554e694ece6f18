import { type FeelVersion, listFunctions } from '@jobwright/feel';
import { readAddedFunctions } from './added-functions.ts';
import { askEngine, askFunctions, type EngineAnswer, type OracleCase } from './ask-engine.ts';
import { compareCase, type Difference } from './compare-answers.ts';
import type { PreparedEngine } from './prepare-engine.ts';
import type { Suite } from './suites.ts';

export type Answered = readonly [OracleCase, EngineAnswer];

/** What comparing a suite with an engine gave. */
export interface Comparison {
  readonly suite: Suite;
  readonly answered: readonly Answered[];
  readonly differences: readonly Difference[];
  /** How many have the same warnings too. */
  readonly warned: number;
}

export async function compareSuite(
  engine: PreparedEngine,
  suite: Suite,
  options: {
    readonly version: FeelVersion;
    readonly signal: AbortSignal;
    readonly tell: (count: number) => void;
  },
): Promise<Comparison> {
  const { version } = options;
  const answers = await askEngine(engine, suite.cases, options);
  const answered = suite.cases.flatMap((asked, index): readonly Answered[] => {
    const answer = answers[index];
    return answer ? [[asked, answer]] : [];
  });
  const compared = answered.map(([asked, theirs]) => compareCase(asked, theirs, version));
  return {
    suite,
    answered,
    differences: compared.flatMap(({ difference }) => difference ?? []),
    warned: compared.filter(({ hasSameWarnings }) => hasSameWarnings).length,
  };
}

/** Functions that only one side has, or that take other parameters. */
export async function compareFunctions(
  engine: PreparedEngine,
  options: { readonly version: FeelVersion; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const builtIn = await askFunctions(engine, options);
  const theirs = signaturesOf({ ...builtIn, ...readAddedFunctions(engine.broker) });
  const ours = signaturesOf(listFunctions(options.version));
  return [
    ...[...theirs].filter((signature) => !ours.has(signature)).map((signature) => `missing: ${signature}`),
    ...[...ours].filter((signature) => !theirs.has(signature)).map((signature) => `too many: ${signature}`),
  ];
}

function signaturesOf(
  functions: Readonly<Record<string, readonly (readonly string[])[]>>,
): ReadonlySet<string> {
  return new Set(
    Object.entries(functions).flatMap(([name, overloads]) =>
      overloads.map((parameters) => `${name}(${parameters.join(', ')})`),
    ),
  );
}
