import { type JsonValue, parseJson } from '@jobwright/json';

/**
 * A number that is too large for a double has at least this many digits, or such an exponent. Digits are
 * looked at from the first of them only, or a response of many numbers would be searched from each of its
 * digits.
 */
const MAY_OVERFLOW = /[eE]\+?\d{3}|(?<!\d)\d{300}/;

/**
 * Parses JSON of a response. A number beyond the range of a double, which would become null in a variable, is
 * kept as text.
 * @throws SyntaxError if the text is not JSON
 */
export function parseBodyJson(text: string): JsonValue {
  if (!MAY_OVERFLOW.test(text)) return parseJson(text);
  try {
    return parseJson(text, { hugeNumbers: 'text' });
  } catch {
    // It is not JSON, or nested deeper than a variable may be, and is refused for that later.
    return parseJson(text);
  }
}
