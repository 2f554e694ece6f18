import { expect, it } from 'vitest';

import { checkRandomProcess } from './testing/check-random-process.ts';

const SEEDS = 300;
const SEEDS_PER_TEST = 20;
const firstSeeds = Array.from({ length: SEEDS / SEEDS_PER_TEST }, (_, index) => index * SEEDS_PER_TEST + 1);

it.each(firstSeeds)(
  'random processes do what they mean, lose and double no token, and go on from a snapshot: from seed %i',
  { timeout: 120_000 },
  async (firstSeed) => {
    const different = [];
    for (let seed = firstSeed; seed < firstSeed + SEEDS_PER_TEST; seed += 1) {
      const outcome = await checkRandomProcess(seed);
      if (outcome.difference) different.push({ seed, ...outcome });
    }
    expect(different).toEqual([]);
  },
);
