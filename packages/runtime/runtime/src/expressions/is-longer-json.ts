import { isJsonObject } from '@jobwright/json';

/**
 * Whether the JSON of a value is sure to have more characters, found out without writing it: an expression
 * can put a response into its result a million times. A value nested too deep for the stack is left to
 * whoever writes it.
 */
export function isLongerJson(value: unknown, maxCharacters: number): boolean {
  let left = maxCharacters;
  const take = (characters: number): boolean => (left -= characters) >= 0;
  const fits = (part: unknown): boolean => {
    if (typeof part === 'string') return take(part.length + '""'.length);
    if (typeof part !== 'object' || part === null) return take(1);
    if (Array.isArray(part)) return take(part.length) && part.every(fits);
    if (!isJsonObject(part)) return true;
    // Listing all entries of a large context would take longer than looking them up one by one.
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
