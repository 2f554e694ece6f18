import {
  caseOfSeed,
  chosenSteps,
  createEngineSide,
  createRecursionSide,
  describeProcess,
  finishProcess,
  indexProcess,
  runScript,
} from '@jobwright/random-processes';
import { expect, it } from 'vitest';

import { createRecordedEngine, repeatLines } from './testing/recorded-engine.ts';

const SEEDS = 20;
const SEEDS_PER_TEST = 20;
const firstSeeds = Array.from(
  { length: SEEDS / SEEDS_PER_TEST },
  (_, index) => index * SEEDS_PER_TEST + 1001,
);

async function checkSeed(seed: number): Promise<void> {
  const { raw, choices } = caseOfSeed(seed);
  const process = finishProcess(raw, `process${seed}`);
  const index = indexProcess(process);
  const engine = createRecordedEngine();
  const side = createEngineSide({
    process,
    index,
    engine: () => engine.core,
    advance: (ms) => engine.clock.advance(ms),
  });
  let count = 0;
  let middle = { text: engine.text(), lines: 0 };
  try {
    await runScript({
      index,
      sides: [
        {
          ...side,
          async apply(step) {
            count += 1;
            await side.apply(step);
            if (count === (choices[0] ?? 0) % 6) middle = { text: engine.text(), lines: engine.lines.length };
          },
          async observe() {
            const observation = await side.observe();
            // The recursion does not list what is active.
            return {
              ...observation,
              active: observation.active.filter((each) => each.startsWith('incident')),
            };
          },
        },
        createRecursionSide({ process }),
      ],
      next: chosenSteps(index, choices),
    });
    const text = engine.text();
    const repeated = await repeatLines(engine.lines);
    expect(repeated.text()).toBe(text);
    const fromMiddle = await repeatLines(engine.lines.slice(middle.lines), middle.text);
    expect(fromMiddle.text()).toBe(text);
    for (const { core } of [repeated, fromMiddle]) core.close();
  } catch (error) {
    throw new Error(`Seed ${seed} failed:\n${describeProcess(process)}`, { cause: error });
  } finally {
    engine.core.close();
  }
}

it.each(firstSeeds)(
  'random processes are the same after their steps are done again: from seed %i',
  { timeout: 120_000 },
  async (firstSeed) => {
    for (let seed = firstSeed; seed < firstSeed + SEEDS_PER_TEST; seed += 1) await checkSeed(seed);
  },
);
