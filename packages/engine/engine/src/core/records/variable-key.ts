import type { JsonObject } from '@jobwright/json';
import { FIRST_KEY } from '../engine-state.ts';
import type { Key } from '../key.ts';

const HASH_BITS = 22n;
const HASHES = 2 ** 22;
/** Above all other keys, and within 64 bits. */
const FIRST_VARIABLE_KEY = 2n ** 61n;

/** FNV-1a, folded. */
function hashName(name: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01_00_01_93);
  return ((hash >>> 0) ^ (hash >>> 22)) & (HASHES - 1);
}

const composeKey = (scopeKey: Key, hash: number): Key =>
  String(FIRST_VARIABLE_KEY + ((BigInt(scopeKey) - BigInt(FIRST_KEY)) << HASH_BITS) + BigInt(hash));

/** Each name with a number of its own: its hash, or the next that is free. */
function numberNames(names: readonly string[]): ReadonlyMap<string, number> {
  /** What to try after a number that is taken. */
  const next = new Map<number, number>();
  return new Map(
    names.map((name) => {
      const tried: number[] = [];
      let hash = hashName(name);
      for (let other = next.get(hash); other !== undefined; other = next.get(hash)) {
        tried.push(hash);
        hash = other;
      }
      // Names made to have the same hash take no longer than others.
      for (const taken of [...tried, hash]) next.set(taken, (hash + 1) % HASHES);
      return [name, hash];
    }),
  );
}

/** The numbers of more names are kept as long as the variables: to work them out for each name is square. */
const FEW = 32;
const kept = new WeakMap<JsonObject, ReadonlyMap<string, number>>();

function numbersOf(variables: JsonObject): ReadonlyMap<string, number> {
  const known = kept.get(variables);
  if (known) return known;
  const numbers = numberNames(Object.keys(variables));
  if (numbers.size > FEW) kept.set(variables, numbers);
  return numbers;
}

/**
 * The key of a variable of a scope; undefined where it has none of that name. Variables are no records of the
 * engine: their keys follow from the scope and the name, so they stay the same without being kept.
 */
export function variableKeyOf(scopeKey: Key, variables: JsonObject, name: string): Key | undefined {
  const number = numbersOf(variables).get(name);
  return number === undefined ? undefined : composeKey(scopeKey, number);
}

/** The scope of a variable, from its key; undefined when it is no key of a variable. */
export function scopeOfVariable(variableKey: Key): Key | undefined {
  const position = BigInt(variableKey) - FIRST_VARIABLE_KEY;
  return position < 0n ? undefined : String((position >> HASH_BITS) + BigInt(FIRST_KEY));
}
