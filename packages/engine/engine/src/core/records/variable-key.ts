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

/**
 * The keys of the variables of a scope. Variables are no records of the engine: their keys follow from the
 * scope and the name, so they stay the same without being kept.
 */
export function variableKeysOf(scopeKey: Key, names: readonly string[]): ReadonlyMap<string, Key> {
  const taken = new Set<number>();
  return new Map(
    names.map((name) => {
      let hash = hashName(name);
      while (taken.has(hash)) hash = (hash + 1) % HASHES;
      taken.add(hash);
      return [name, composeKey(scopeKey, hash)];
    }),
  );
}

/** The scope of a variable, from its key; undefined when it is no key of a variable. */
export function scopeOfVariable(variableKey: Key): Key | undefined {
  const position = BigInt(variableKey) - FIRST_VARIABLE_KEY;
  return position < 0n ? undefined : String((position >> HASH_BITS) + BigInt(FIRST_KEY));
}
