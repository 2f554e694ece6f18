import fc from 'fast-check';
import { type RawProcess, rawProcess } from './raw-process.ts';

/** A process and what chance chooses at each step. */
export interface RandomCase {
  readonly raw: RawProcess;
  readonly choices: readonly number[];
}

const MAX_STEPS = 40;

/** Random processes with scripts; what fast-check shrinks. */
export const randomCase: fc.Arbitrary<RandomCase> = fc.noBias(
  fc.record({
    raw: rawProcess,
    choices: fc.array(fc.nat(), { minLength: 1, maxLength: MAX_STEPS, size: 'max' }),
  }),
);

/** The case of a seed: the same one each time. */
export function caseOfSeed(seed: number): RandomCase {
  const [found] = fc.sample(randomCase, { seed, numRuns: 1 });
  if (!found) throw new Error(`There is no case of seed ${seed}`);
  return found;
}
