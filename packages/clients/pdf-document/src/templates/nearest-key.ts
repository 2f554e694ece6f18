import { closest, distance } from 'fastest-levenshtein';

/** Keys that differ by a larger share of their letters are not considered misspelt. */
const MAX_SHARE = 0.4;

/** The known key that was probably meant: `qty` is `quantity`, `Pirce` is `price`. */
export function findNearestKey(key: string, known: readonly string[]): string | undefined {
  const abbreviated = known.find((each) => isAbbreviation(key, each));
  if (abbreviated !== undefined || known.length === 0) return abbreviated;
  const nearest = closest(key, known);
  const apart = distance(key.toLowerCase(), nearest.toLowerCase());
  return apart <= Math.ceil(Math.min(key.length, nearest.length) * MAX_SHARE) ? nearest : undefined;
}

/** The first letter, and others in their order. */
function isAbbreviation(key: string, word: string): boolean {
  const letters = [...key.toLowerCase()];
  const written = word.toLowerCase();
  if (letters.length < 2 || letters.length >= written.length || letters[0] !== written[0]) return false;
  let at = 0;
  return letters.every((letter) => {
    at = written.indexOf(letter, at) + 1;
    return at > 0;
  });
}
