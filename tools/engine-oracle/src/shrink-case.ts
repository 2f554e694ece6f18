import { randomCase, type RandomCase } from '@jobwright/random-processes';
import fc from 'fast-check';

const MAX_MS = 60_000;

/** Tries smaller and smaller cases of a seed that fails, for a minute at most. */
export async function shrinkCase(
  seed: number,
  holds: (candidate: RandomCase) => Promise<boolean>,
): Promise<void> {
  await fc.check(fc.asyncProperty(randomCase, holds), { seed, numRuns: 1, interruptAfterTimeLimit: MAX_MS });
}
