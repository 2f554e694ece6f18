import { closest, distance } from 'fastest-levenshtein';

/** Names that differ by more letters, for their length, are not considered misspelt. */
const MAX_SHARE = 0.4;

/** The known name that was probably meant, or undefined if none is close. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const longer = known.filter((one) => one.toLowerCase().includes(name.toLowerCase()));
  if (longer.length === 1) return longer[0];
  const nearest = closest(name, known);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.ceil(nearest.length * MAX_SHARE)
    ? nearest
    : undefined;
}
