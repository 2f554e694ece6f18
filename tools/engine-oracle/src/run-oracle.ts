import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import {
  caseOfSeed,
  chosenSteps,
  describeProcess,
  finishProcess,
  operatonDialect,
  type RandomCase,
  renderProcess,
  type Scope,
  type ScriptOutcome,
  writtenSteps,
  zeebeDialect,
} from '@jobwright/random-processes';
import { type NamedFile, startOperaton } from '@jobwright/servers/operaton';
import { compareDecisions } from './decisions/compare-decisions.ts';
import { avoidedShapes, knownDifferences, normalizeWithout } from './known-differences.ts';
import { createOperatonClient, type OperatonClient } from './operaton-client.ts';
import type { OracleCommand } from './parse-command.ts';
import { renderFailure } from './render-failure.ts';
import { runCase } from './run-case.ts';
import { shrinkCase } from './shrink-case.ts';

export interface OracleContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
  readonly write: (line: string) => void;
  readonly signal: AbortSignal;
}

const REPORTED_EVERY = 50;

interface Failure {
  readonly seed: number;
  readonly process: Scope;
  readonly outcome: ScriptOutcome;
}

const processOf = ({ raw }: RandomCase, id: string): Scope => finishProcess(raw, id, avoidedShapes);
const fileOf = (process: Scope): NamedFile => ({
  name: `${process.id}.bpmn`,
  content: renderProcess(process, operatonDialect),
});

/** Compares our engine with Operaton on random processes and decisions; the exit code: 1 when they differ. */
export async function runOracle(command: OracleCommand, context: OracleContext): Promise<number> {
  const { environment, log, write, signal } = context;
  const operaton = await startOperaton({ environment, log, executesJobs: false });
  try {
    const { url } = operaton;
    const decisions = await compareDecisions({ url, seeds: command.decisionSeeds, write, signal });
    const processes = await compareProcesses(createOperatonClient(url), command.seeds, context);
    return decisions.length + processes === 0 ? 0 : 1;
  } finally {
    await operaton.stop();
  }
}

/** How many processes differ, and listed differences no longer occur. */
async function compareProcesses(
  client: OperatonClient,
  seeds: readonly number[],
  { log, write, signal }: OracleContext,
): Promise<number> {
  if (seeds.length === 0) return 0;
  const cases = seeds.map((seed) => ({ seed, chosen: caseOfSeed(seed) }));
  const files = cases.map(({ seed, chosen }) => fileOf(processOf(chosen, `process${seed}`)));
  await client.deploy([...files, ...knownDifferences.map(({ example }) => fileOf(example.process))]);
  const stale = await findStaleDifferences(client);
  for (const name of stale) write(`The listed difference "${name}" no longer occurs in its example.`);
  let ended = 0;
  let steps = 0;
  const failed: number[] = [];
  for (const [done, { seed, chosen }] of cases.entries()) {
    signal.throwIfAborted();
    if (done > 0 && done % REPORTED_EVERY === 0) log(`${done} of ${cases.length} processes ...`);
    const process = processOf(chosen, `process${seed}`);
    const outcome = await runChosen(client, process, chosen);
    steps += outcome.steps.length;
    if (outcome.hasEnded) ended += 1;
    if (!outcome.difference) continue;
    failed.push(seed);
    report({ seed, process, outcome }, write);
    const small = await shrink(client, seed);
    if (small) report({ seed, ...small }, write);
  }
  write(
    `${cases.length} processes, ${steps} steps, ${ended} ended, ${failed.length} differ${failed.length === 0 ? '' : `: seeds ${failed.join(', ')}`}.`,
  );
  return failed.length + stale.length;
}

/** What fails altogether is a difference too. */
async function runChosen(
  client: OperatonClient,
  process: Scope,
  { choices }: RandomCase,
): Promise<ScriptOutcome> {
  try {
    return await runCase({
      process,
      client,
      next: (index) => chosenSteps(index, choices),
      normalize: (index) => normalizeWithout(index),
    });
  } catch (error) {
    await client.clear();
    const difference = { what: 'a failure', first: [toErrorMessage(error)], second: [] };
    return { steps: [], hasEnded: false, difference };
  }
}

async function findStaleDifferences(client: OperatonClient): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const { name, example } of knownDifferences) {
    const outcome = await runCase({
      process: example.process,
      client,
      next: () => writtenSteps(example.steps),
      normalize: (index) => normalizeWithout(index, name),
    });
    if (!outcome.difference) stale.push(name);
  }
  return stale;
}

async function shrink(client: OperatonClient, seed: number): Promise<Omit<Failure, 'seed'> | undefined> {
  let count = 0;
  let smallest: Omit<Failure, 'seed'> | undefined;
  await shrinkCase(seed, async (candidate) => {
    count += 1;
    const process = processOf(candidate, `process${seed}x${count}`);
    await client.deploy([fileOf(process)]);
    const outcome = await runChosen(client, process, candidate);
    if (outcome.difference) smallest = { process, outcome };
    return outcome.difference === undefined;
  });
  return smallest;
}

function report({ seed, process, outcome }: Failure, write: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'engine-oracle-'));
  for (const [name, dialect] of [
    ['camunda8', zeebeDialect],
    ['operaton', operatonDialect],
  ] as const)
    writeFileSync(join(folder, `${process.id}.${name}.bpmn`), renderProcess(process, dialect));
  write(renderFailure({ seed, model: describeProcess(process), outcome, folder }));
}
