import { askEngine } from './ask-engine.ts';
import { answerCase } from './compare-answers.ts';
import { compareFunctions, compareSuite, type Comparison } from './compare-engine.ts';
import { type Engine, engines } from './engines.ts';
import { judge, type KnownDifferences, readKnownDifferences, keyOf } from './known-differences.ts';
import type { OracleCommand } from './parse-command.ts';
import { type PreparedEngine, prepareEngine, type PrepareOptions } from './prepare-engine.ts';
import { recordAnswers } from './record-answers.ts';
import { renderAgreement, renderJudgement, computeAgreement } from './render-comparison.ts';
import { createSuites } from './suites.ts';

export interface OracleContext extends PrepareOptions {
  /** Takes what goes to standard output, line by line. */
  readonly write: (line: string) => void;
}

const toldEvery = 2000;

/** Compares with each engine. @throws Error that counts what is wrong */
export async function runOracle(command: OracleCommand, context: OracleContext): Promise<void> {
  const chosen = engines.filter(({ broker }) => command.brokers.includes(broker));
  const known = readKnownDifferences();
  const problems: string[] = [];
  for (const engine of chosen) {
    const prepared = await prepareEngine(engine, context);
    if (command.kind === 'ask') await ask(prepared, { engine, command, context });
    else problems.push(...(await compare(prepared, { engine, command, context, known })));
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
}

interface Task {
  readonly engine: Engine;
  readonly command: OracleCommand;
  readonly context: OracleContext;
}

async function ask(prepared: PreparedEngine, { engine, command, context }: Task): Promise<void> {
  const { broker, release, version } = engine;
  const request = { expression: command.expression, context: command.context ?? {} };
  const [theirs] = await askEngine(prepared, [request], context);
  const ours = answerCase(request, version);
  context.write(`Camunda ${broker} (feel-engine ${release})   ${JSON.stringify(theirs)}`);
  context.write(`ours ${version}   ${JSON.stringify(ours)}`);
}

async function compare(
  prepared: PreparedEngine,
  { engine, command, context, known }: Task & { readonly known: KnownDifferences },
): Promise<readonly string[]> {
  const { broker, release, version } = engine;
  const problems: string[] = [];
  const comparisons: Comparison[] = [];
  const functions = await compareFunctions(prepared, { version, signal: context.signal });
  context.write(`\nCamunda ${broker}, feel-engine ${release}, ours as ${version}`);
  for (const difference of functions) context.write(`  FUNCTION ${difference}`);
  if (functions.length > 0) problems.push(`${functions.length} functions differ from Camunda ${broker}`);
  for (const suite of createSuites({ ...command, javaVersion: prepared.javaVersion })) {
    const tell = (count: number) => {
      if (count % toldEvery === 0)
        context.log(`${broker} ${suite.name}: ${count} of ${suite.cases.length} asked`);
    };
    const comparison = await compareSuite(prepared, suite, { version, signal: context.signal, tell });
    const asked = new Set(suite.cases.map(keyOf));
    const judgement = judge({ broker, differences: comparison.differences, asked, known });
    context.write(renderAgreement(broker, comparison));
    for (const line of renderJudgement(judgement, known)) context.write(line);
    const name = `${suite.name} expressions on Camunda ${broker}`;
    const unlisted = suite.isFixed ? judgement.unexplained.length : 0;
    if (computeAgreement(comparison) < suite.minAgreement) {
      problems.push(`less than ${suite.minAgreement} % of ${name} agree`);
    }
    if (unlisted > 0) problems.push(`${unlisted} differences not listed in ${name}`);
    if (judgement.outdated.length > 0) {
      problems.push(`${judgement.outdated.length} listed differences are none in ${name}`);
    }
    comparisons.push(comparison);
  }
  if (command.isRecording && engine.isRecorded) recordAnswers(engine, comparisons);
  return problems;
}
