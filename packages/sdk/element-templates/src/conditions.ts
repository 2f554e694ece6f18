import type { FieldCondition } from '@jobwright/connector-sdk';
import type { PropertyCondition, SimpleCondition } from './element-template.ts';
import { inputIdOf } from './input-id.ts';

/** All of them must hold. */
export type Conditions = readonly FieldCondition[];

/** The conditions under which one of two applies, when that can be said without "or" between fields. */
export function mergeConditions(one: Conditions, other: Conditions): Conditions | undefined {
  if (one.length !== other.length) return undefined;
  const pairs = one.map((condition) => ({
    condition,
    twin: other.find(({ path }) => path === condition.path),
  }));
  const merged: FieldCondition[] = [];
  let differences = 0;
  for (const { condition, twin } of pairs) {
    if (twin === undefined) return undefined;
    const values = [...new Set([...condition.values, ...twin.values])];
    if (values.length > condition.values.length || values.length > twin.values.length) differences += 1;
    merged.push({ path: condition.path, values });
  }
  return differences > 1 ? undefined : merged;
}

/** Leaves out what holds whatever is chosen. */
export const withoutCertain = (
  conditions: Conditions,
  valuesOf: ReadonlyMap<string, readonly string[]>,
): Conditions =>
  conditions.filter(({ path, values }) => {
    const all = valuesOf.get(path);
    return all === undefined || all.some((value) => !values.includes(value));
  });

export function toPropertyCondition(conditions: Conditions): PropertyCondition | undefined {
  const simple = conditions.map(({ path, values }): SimpleCondition => {
    const property = inputIdOf(path);
    const [only, ...others] = values;
    return only !== undefined && others.length === 0
      ? { type: 'simple', property, equals: only }
      : { type: 'simple', property, oneOf: values };
  });
  const [only, ...others] = simple;
  if (only === undefined) return undefined;
  return others.length === 0 ? only : { allMatch: simple };
}
