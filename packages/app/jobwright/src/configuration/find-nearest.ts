import { closest, distance } from 'fastest-levenshtein';

/** Names that differ by more letters are not considered misspelt. */
const MAX_DISTANCE = 4;

/** The known name that was probably meant, or undefined if none is close. */
export function findNearest(
  name: string,
  known: readonly string[],
  { maxDistance = MAX_DISTANCE }: { readonly maxDistance?: number } = {},
): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, known);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= maxDistance ? nearest : undefined;
}
