import { isJsonList, type JsonObject, type JsonValue } from '@jobwright/json';

import { reject } from './result.ts';

/**
 * Levels of lists and contexts inside each other. Writing JSON recurses: much deeper values would exhaust the
 * stack.
 */
export const MAX_VARIABLE_DEPTH = 1_000;

const NONE: readonly JsonValue[] = [];

const childrenOf = (value: JsonValue): readonly JsonValue[] => {
  if (typeof value !== 'object' || value === null) return NONE;
  return isJsonList(value) ? value : Object.values(value);
};

/**
 * Whether variables are nested deeper than the engine accepts; looks at one level after the other, without
 * recursion.
 */
export function isTooDeep(variables: JsonObject): boolean {
  let level: readonly JsonValue[] = Object.values(variables);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_VARIABLE_DEPTH) return true;
    const next: JsonValue[] = [];
    for (const value of level) for (const child of childrenOf(value)) next.push(child);
    level = next;
  }
  return false;
}

export const rejectTooDeep = (intent: string): ReturnType<typeof reject> =>
  reject(
    'INVALID_ARGUMENT',
    intent,
    `Expected variables to be nested at most ${MAX_VARIABLE_DEPTH} levels deep, but they are deeper`,
  );
