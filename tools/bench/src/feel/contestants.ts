import { compile } from '@jobwright/feel';
import type { RunningEngine } from '@jobwright/feel-oracle';
import { evaluate as evaluateWithFeelin } from 'feelin';
import type { FeelCase } from './cases.ts';

/**
 * Microseconds of the processor that an evaluation takes, the mean of a round; undefined where there is
 * nothing to measure.
 */
export interface Contestant {
  readonly name: string;
  measure(feelCase: FeelCase, effort: number): Promise<number | undefined>;
}

const evaluations = { jobwright: 5000, feelin: 30, java: 2000 };
let compiled = 0;

const jobwright: Contestant = {
  name: 'jobwright',
  measure({ expression, context, isCompiling, share = 1 }, effort) {
    const count = Math.ceil(evaluations.jobwright * effort * share);
    if (isCompiling === true) return Promise.resolve(time(count, () => compile(markNew(expression))));
    const ready = compile(expression);
    return Promise.resolve(time(count, () => ready.evaluate(context)));
  },
};

/** It parses at each evaluation, so it has no compiling of its own. */
const feelin: Contestant = {
  name: 'feelin',
  measure({ expression, context, isCompiling, share = 1 }, effort) {
    if (isCompiling === true) return Promise.resolve(undefined);
    const count = Math.ceil(evaluations.feelin * effort * share);
    return Promise.resolve(time(count, () => evaluateWithFeelin(expression, context, 'camunda')));
  },
};

function javaContestant(engine: RunningEngine): Contestant {
  return {
    name: 'java',
    async measure({ expression, context, isCompiling = false, share = 1 }, effort) {
      const perRound = Math.ceil(evaluations.java * effort * share);
      const request = { expression, context, parse: isCompiling, rounds: 1, perRound };
      const [nanoseconds] = await engine.measure(request);
      return nanoseconds === undefined ? undefined : nanoseconds / 1000;
    },
  };
}

export function createContestants(engine: RunningEngine | undefined): readonly Contestant[] {
  return [jobwright, feelin, ...(engine ? [javaContestant(engine)] : [])];
}

/** A text that was never compiled before. */
function markNew(expression: string): string {
  compiled += 1;
  return `${expression} // ${compiled}`;
}

function time(count: number, run: () => unknown): number {
  const start = process.cpuUsage();
  for (let index = 0; index < count; index += 1) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}
