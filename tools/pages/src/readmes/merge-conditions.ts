import type { Conditions } from './input-occurrence.ts';

/**
 * Joins conditions of which one must hold, where they differ in the values of one input only. An input that
 * may have any of its values (`choices`) is left out.
 */
export function mergeConditions(
  alternatives: readonly Conditions[],
  choices: Conditions,
): readonly Conditions[] {
  let merged = alternatives.map((each) => withoutAny(each, choices));
  for (;;) {
    const next = mergeOnce(merged).map((each) => withoutAny(each, choices));
    if (next.length === merged.length) return next.some(({ size }) => size === 0) ? [] : next;
    merged = next;
  }
}

/** Joins each with the first before it that it fits; what it gives is not longer. */
function mergeOnce(alternatives: readonly Conditions[]): readonly Conditions[] {
  const merged: Conditions[] = [];
  for (const each of alternatives) {
    const at = merged.findIndex((other) => findDifferences(each, other).length <= 1);
    const other = merged[at];
    if (other === undefined) merged.push(each);
    else merged[at] = join(each, other);
  }
  return merged;
}

const findDifferences = (one: Conditions, other: Conditions): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].flatMap((path) => {
    const values = one.get(path);
    const others = other.get(path);
    // An input that only one of them names cannot be joined.
    if (values === undefined || others === undefined) return [path, path];
    return hasSame(values, others) ? [] : [path];
  });

const join = (one: Conditions, other: Conditions): Conditions =>
  new Map([...other].map(([path, values]) => [path, [...new Set([...values, ...(one.get(path) ?? [])])]]));

const withoutAny = (conditions: Conditions, choices: Conditions): Conditions =>
  new Map([...conditions].filter(([path, values]) => !hasSame(values, choices.get(path) ?? [])));

const hasSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));
