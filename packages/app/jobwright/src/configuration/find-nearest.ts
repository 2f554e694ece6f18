import { closest, distance } from 'fastest-levenshtein';

/** Farther apart than this, two names are not the same one mistyped. */
const MAX_DISTANCE = 4;

/** The known name that was probably meant; undefined when none is near. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, known);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= MAX_DISTANCE ? nearest : undefined;
}
