import { isJsonObject, type JsonValue, parseExactJson, parseJson } from '@jobwright/json';

/** A number that is too large for a double has at least this many digits, or such an exponent. */
const MAY_OVERFLOW = /[eE]\+?\d{3}|\d{300}/;

/**
 * Parses JSON of a response. A number beyond the range of a double, which would become null in a variable, is kept as text.
 * @throws SyntaxError if the text is not JSON
 */
export function parseBodyJson(text: string): JsonValue {
  const value = parseJson(text);
  if (!MAY_OVERFLOW.test(text)) return value;
  try {
    return withoutInfinity(value, parseExactJson(text).value);
  } catch {
    // It is nested deeper than a variable may be, and is refused for that later.
    return value;
  }
}

function withoutInfinity(value: JsonValue | undefined, exact: JsonValue | undefined): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : (exact ?? null);
  if (isList(value)) {
    const items = isList(exact) ? exact : [];
    return value.map((item, index) => withoutInfinity(item, items[index]));
  }
  if (!isJsonObject(value)) return value ?? null;
  const fields = isJsonObject(exact) ? exact : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withoutInfinity(item, fields[name])]),
  );
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
