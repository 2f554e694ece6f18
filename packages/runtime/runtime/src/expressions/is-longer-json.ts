import { isJsonObject } from '@jobwright/json';

/**
 * Whether the JSON of a value is sure to have more characters, found without writing it: an expression can put a response into its result
 * a million times. What is nested beyond the stack is left to who writes it.
 */
export function isLongerJson(value: unknown, maxCharacters: number): boolean {
  let left = maxCharacters;
  const take = (characters: number): boolean => (left -= characters) >= 0;
  const fits = (part: unknown): boolean => {
    if (typeof part === 'string') return take(part.length + '""'.length);
    if (typeof part !== 'object' || part === null) return take(1);
    if (Array.isArray(part)) return take(part.length) && part.every(fits);
    if (!isJsonObject(part)) return true;
    // To list the entries of a large context takes longer than to look them up, until it is enough.
    return Object.keys(part).every((name) => {
      const inner = part[name];
      return inner === undefined || (take(name.length + '"":'.length) && fits(inner));
    });
  };
  try {
    return !fits(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
