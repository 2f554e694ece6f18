import type { JsonObject, JsonValue } from '@jobwright/json';

/** A member of an answer; undefined for what every object has, such as `constructor`. */
export const ownMember = (object: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
