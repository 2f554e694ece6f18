import { checkRandomProcess } from './check-random-process.ts';

/** Of the random processes of these seeds, those that do not do what they mean, with the seed. */
export async function findDifferences(seeds: { readonly first: number; readonly count: number }) {
  const different = [];
  for (let seed = seeds.first; seed < seeds.first + seeds.count; seed += 1) {
    const outcome = await checkRandomProcess(seed);
    if (outcome.difference) different.push({ seed, ...outcome });
  }
  return different;
}
