import type { JsonObject } from '@jobwright/json';

/** What stands for a value that must not be kept. */
export const MASK = '***';

/** Nothing is masked where there is nothing: null stays null. */
export function maskFields(fields: JsonObject, sensitive: readonly string[]): JsonObject {
  if (sensitive.length === 0) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      sensitive.includes(name) && value !== null ? MASK : value,
    ]),
  );
}
