import { isJsonList, isJsonObject, type JsonValue } from '@jobwright/json';

/** A copy with a value at a path: keys of objects, and positions in lists. */
export function putValue(
  target: JsonValue | undefined,
  [key, ...rest]: readonly (string | number)[],
  value: JsonValue,
): JsonValue {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const items: readonly JsonValue[] = isJsonList(target) ? target : [];
    return items.map((item, index) => (index === key ? putValue(item, rest, value) : item));
  }
  const members = isJsonObject(target) ? target : {};
  const member = Object.hasOwn(members, key) ? members[key] : undefined;
  return Object.fromEntries([...Object.entries(members), [key, putValue(member, rest, value)]]);
}
