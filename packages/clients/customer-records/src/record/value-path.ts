import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

/** The value at a path with dots, e.g. `address.city`. */
export function readPath(values: JsonObject, path: string): JsonValue | undefined {
  let current: JsonValue | undefined = values;
  for (const name of path.split('.')) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** A copy with another value at the path; objects on the way are made. */
export const withPath = (values: JsonObject, path: string, value: JsonValue): JsonObject =>
  withNames(values, path.split('.'), value);

function withNames(values: JsonObject, [name, ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (name === undefined) return values;
  const inner = Object.hasOwn(values, name) ? values[name] : undefined;
  const next = rest.length === 0 ? value : withNames(isJsonObject(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(values), [name, next]]);
}
