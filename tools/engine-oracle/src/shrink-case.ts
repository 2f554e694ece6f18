import { randomCase, type RandomCase } from '@jobwright/random-processes';
import fc from 'fast-check';

const MAX_MS = 60_000;

/** Tries smaller and smaller cases of a seed that fails, for a minute at most. */
export async function shrinkCase(
  seed: number,
  holds: (candidate: RandomCase) => Promise<boolean>,
): Promise<void> {
  let last: Promise<boolean> | undefined;
  const property = fc.asyncProperty(randomCase, (candidate) => (last = holds(candidate)));
  await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: MAX_MS });
  // When the time is over, a candidate may still be running.
  await last;
}
