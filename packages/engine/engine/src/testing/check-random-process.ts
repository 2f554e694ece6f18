import { parseJson, stringifyJson } from '@jobwright/json';
import {
  caseOfSeed,
  chosenSteps,
  createEngineSide,
  createRecursionSide,
  describeProcess,
  finishProcess,
  indexProcess,
  runScript,
  type ScriptOutcome,
  type Side,
} from '@jobwright/random-processes';
import { expect } from 'vitest';

import type { EngineSnapshot } from '../core/snapshot.ts';
import { createTestClock } from '../core/test-clock.ts';
import { createTestEngine, expectOk } from '../core/testing/test-engine.ts';

type Engine = ReturnType<typeof createTestEngine>;

/** A new engine that goes on where the other one is, from text. */
function restore({ core, clock }: Engine): Engine {
  const snapshot = parseJson(stringifyJson(core.snapshot())) as unknown as EngineSnapshot;
  return createTestEngine({ snapshot, clock: createTestClock(clock.now()) });
}

const historiesOf = ({ core }: Engine) =>
  core.snapshot().histories.map(({ processInstanceKey }) => core.history(processInstanceKey));

/** Each element that was entered has one end, or is active; ends are numbered without gaps. */
function expectConserved({ core }: Engine): void {
  for (const history of historiesOf({ core } as Engine)) {
    const elements = history?.elements ?? [];
    expect(new Set(elements.map(({ elementInstanceKey }) => elementInstanceKey)).size).toBe(elements.length);
    expect(elements.map(({ enteredOrder }) => enteredOrder)).toEqual(elements.map((_, index) => index));
    const ends = elements.flatMap(({ endedOrder }) => endedOrder ?? []).sort((one, other) => one - other);
    expect(ends).toEqual(ends.map((_, index) => index));
    for (const { state, endedOrder } of elements) expect(endedOrder === undefined).toBe(state === 'ACTIVE');
  }
}

/** Nothing of an ended instance is left, and nothing of it is active. */
function expectNothingLeft(engine: Engine): void {
  expect(engine.leftovers()).toBe(0);
  const states = historiesOf(engine).flatMap((history) => history?.elements.map(({ state }) => state) ?? []);
  expect(states).not.toContain('ACTIVE');
}

/** Cancels a copy of what runs. */
function expectCancelLeavesNothing(engine: Engine, key: string): void {
  const copy = restore(engine);
  expectOk(copy.core.cancelInstance(key));
  expect(copy.view(key).state).toBe('TERMINATED');
  expectConserved(copy);
  expectNothingLeft(copy);
  copy.core.close();
}

/**
 * Runs a random process, and holds it against the recursion after each step. At one step a second engine is
 * restored from a snapshot and goes on beside, at another a copy is cancelled; after each step no token is
 * lost or doubled.
 */
export async function checkRandomProcess(seed: number): Promise<ScriptOutcome> {
  const { raw, choices } = caseOfSeed(seed);
  const process = finishProcess(raw, `process${seed}`);
  const index = indexProcess(process);
  const first = createTestEngine();
  const engines = [first];
  const side = createEngineSide({
    process,
    index,
    engine: () => first.core,
    advance: (ms) => first.clock.advance(ms),
  });
  const [restoredAt = 0, cancelledAt = 0] = choices.map((choice) => choice % 6);
  let count = 0;
  const beside: Side[] = [];
  const checked: Side = {
    ...side,
    async apply(step) {
      if (count === restoredAt) {
        const copy = restore(first);
        engines.push(copy);
        beside.push(
          createEngineSide({
            process,
            index,
            engine: () => copy.core,
            advance: (ms) => copy.clock.advance(ms),
          }),
        );
      }
      if (count === cancelledAt) expectCancelLeavesNothing(first, side.key());
      count += 1;
      await side.apply(step);
      for (const other of beside) await other.apply(step);
    },
    async observe() {
      const observation = await side.observe();
      const histories = historiesOf(first);
      for (const engine of engines) {
        expectConserved(engine);
        if (engine !== first) expect(historiesOf(engine)).toEqual(histories);
        if (observation.hasEnded) expectNothingLeft(engine);
      }
      // The recursion does not list what is active.
      return { ...observation, active: observation.active.filter((each) => each.startsWith('incident')) };
    },
  };
  try {
    return await runScript({
      index,
      sides: [checked, createRecursionSide({ process })],
      next: chosenSteps(index, choices),
    });
  } catch (error) {
    throw new Error(`Seed ${seed} failed:\n${describeProcess(process)}`, { cause: error });
  } finally {
    for (const { core } of engines) core.close();
  }
}
