import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

/** JSON Merge Patch, RFC 7396: null takes a member away, objects are merged, everything else replaces. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map<string, JsonValue>(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return createObject(merged);
}

/** The patch that turns one object into another. */
export function buildMergePatch(from: JsonObject, to: JsonObject): JsonObject {
  const patch = new Map<string, JsonValue>();
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch.set(name, null);
  for (const [name, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, name) ? from[name] : undefined;
    if (isSameJson(before, value)) continue;
    patch.set(name, isJsonObject(before) && isJsonObject(value) ? buildMergePatch(before, value) : value);
  }
  return createObject(patch);
}

/** Whether two values are the same JSON; the order of members does not count. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
    );
  }
  return one === other;
}

/** Members are defined, not assigned: `__proto__` is a name like any other. */
const createObject = (members: ReadonlyMap<string, JsonValue>): JsonObject => Object.fromEntries(members);
