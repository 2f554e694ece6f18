import { isDeepStrictEqual } from 'node:util';

interface AsymmetricMatcher {
  readonly asymmetricMatch: (value: unknown) => boolean;
}

const isAsymmetric = (value: unknown): value is AsymmetricMatcher =>
  typeof value === 'object' &&
  value !== null &&
  'asymmetricMatch' in value &&
  typeof value.asymmetricMatch === 'function';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a value is the expected one, in which `expect.any(Number)` and its like may stand for parts.
 * Entries that are undefined are not there.
 */
export function equalValues(expected: unknown, actual: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (Array.isArray(expected) && Array.isArray(actual))
    return (
      expected.length === actual.length && expected.every((item, index) => equalValues(item, actual[index]))
    );
  if (!isPlain(expected) || !isPlain(actual)) return isDeepStrictEqual(expected, actual);
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].every((name) => equalValues(expected[name], actual[name]));
}
