import { closest, distance } from 'fastest-levenshtein';

/** Names that differ by a larger share of their letters, or by more of them, are not considered misspelt. */
const MAX_SHARE = 0.4;
const MAX_DISTANCE = 4;

/** How far a name may be from what was meant. */
export interface NearestNameOptions {
  /**
   * Letters by which a misspelt name may differ. Set, it is the only measure: names that share their first
   * words need a small one, and are no abbreviations of each other. Default: 40% of the letters of the
   * shorter name, rounded up, at most 4; and what is part of one known name, or abbreviates it, means that.
   */
  readonly maxDistance?: number;
}

/**
 * The known name that was probably meant, undefined if none is close: `Pirce` is `price`, `qty` is
 * `quantity`, `log` is `jobLog`.
 */
export function findNearestName(
  name: string,
  known: readonly string[],
  { maxDistance }: NearestNameOptions = {},
): string | undefined {
  if (name === '' || known.length === 0) return undefined;
  const shortened = maxDistance === undefined ? findLonger(name, known) : undefined;
  if (shortened !== undefined) return shortened;
  const nearest = closest(name, known);
  const shorter = Math.min(name.length, nearest.length);
  const allowed = maxDistance ?? Math.min(MAX_DISTANCE, Math.ceil(shorter * MAX_SHARE));
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= allowed ? nearest : undefined;
}

function findLonger(name: string, known: readonly string[]): string | undefined {
  const containing = known.filter((each) => each.toLowerCase().includes(name.toLowerCase()));
  if (containing.length === 1) return containing[0];
  return known.find((each) => isAbbreviation(name, each));
}

/** The first letter, and others in their order. */
function isAbbreviation(name: string, word: string): boolean {
  const letters = [...name.toLowerCase()];
  const written = word.toLowerCase();
  if (letters.length < 2 || letters.length >= written.length || letters[0] !== written[0]) return false;
  let at = 0;
  return letters.every((letter) => {
    at = written.indexOf(letter, at) + 1;
    return at > 0;
  });
}
