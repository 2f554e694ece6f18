import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';

/** Lists of keys are made once per batch operation, and asked by many instances. */
const sets = new WeakMap<readonly (Key | null)[], ReadonlySet<Key | null>>();

function setOf(keys: readonly (Key | null)[]): ReadonlySet<Key | null> {
  const known = sets.get(keys);
  if (known) return known;
  const set = new Set(keys);
  sets.set(keys, set);
  return set;
}

/** The batch operations that chose a process instance, as far as they are remembered. */
export const listBatchKeys = ({ state }: Engine, processInstanceKey: Key): readonly Key[] =>
  [...state.batchOperations.values()]
    .filter(({ instanceKeys, itemKeys }) => setOf(instanceKeys ?? itemKeys).has(processInstanceKey))
    .map(({ key }) => key);
