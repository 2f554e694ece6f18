import { compareObservations, type Difference } from './compare-observations.ts';
import type { ProcessIndex } from './process-index.ts';
import { type Observation, renderStep, type Side, type Step, type Waiting } from './script.ts';
import { createStepChooser } from './step-chooser.ts';

export interface ScriptOutcome {
  readonly steps: readonly string[];
  readonly hasEnded: boolean;
  /** Undefined: both sides did the same. */
  readonly difference?: Difference;
}

/** The next step; undefined ends the script. */
export type NextStep = (waiting: readonly Waiting[]) => Step | undefined;

/** Steps that chance chooses. */
export function chosenSteps(index: ProcessIndex, choices: readonly number[]): NextStep {
  const chooser = createStepChooser(index);
  const left = [...choices];
  return (waiting) => {
    const choice = left.shift();
    return choice === undefined ? undefined : chooser.next(waiting, choice);
  };
}

/** Steps that are written down. */
export function writtenSteps(steps: readonly Step[]): NextStep {
  const left = [...steps];
  return () => left.shift();
}

/** Drives two sides with one script and compares them after each step. The first side says what waits. */
export async function runScript(options: {
  readonly index: ProcessIndex;
  readonly sides: readonly [Side, Side];
  readonly next: NextStep;
  /** Takes away what is known to differ. */
  readonly normalize?: (observation: Observation) => Observation;
}): Promise<ScriptOutcome> {
  const { index, sides, next, normalize = (observation) => observation } = options;
  const [first, second] = sides;
  const steps: string[] = [];
  const compare = async () => {
    const [one, other] = [await first.observe(), await second.observe()];
    const difference = compareObservations(index, { first: normalize(one), second: normalize(other) });
    return { one, difference };
  };
  await first.start();
  await second.start();
  let { one, difference } = await compare();
  while (!difference && !one.hasEnded) {
    const step = next(one.waiting);
    if (!step) break;
    steps.push(renderStep(step));
    await first.apply(step);
    await second.apply(step);
    ({ one, difference } = await compare());
  }
  return { steps, hasEnded: one.hasEnded, ...(difference && { difference }) };
}
