import type { Run } from '../run.ts';
import { isEqual } from '../values/compare.ts';
import { toDecimal } from '../values/numbers.ts';
import { isNumber } from '../values/values.ts';

/** The items without those that equal an earlier one. */
export function distinctItems(run: Run, list: readonly unknown[]): readonly unknown[] {
  return group(run, list).map(({ value }) => value);
}

/** Items that are there more than once, each of them once. */
export function duplicateItems(run: Run, list: readonly unknown[]): readonly unknown[] {
  return group(run, list).flatMap(({ value, count }) => (count > 1 ? [value] : []));
}

/** Steps of finding a group by its key. */
const groupCost = 4;
/** Steps that comparing two values that are no simple ones takes. */
const comparisonCost = 8;

interface Group {
  readonly value: unknown;
  count: number;
}

/** Simple values find their group by a key; others are compared with each group. */
function group(run: Run, list: readonly unknown[]): readonly Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  const others: Group[] = [];
  for (const value of list) {
    run.spend(groupCost);
    const key = toKey(value);
    let known = key === undefined ? undefined : byKey.get(key);
    if (key === undefined) {
      run.spend(others.length * comparisonCost);
      known = others.find((other) => isEqual(run, other.value, value) === true);
    }
    if (known) known.count += 1;
    else {
      const created = { value, count: 1 };
      groups.push(created);
      if (key === undefined) others.push(created);
      else byKey.set(key, created);
    }
  }
  return groups;
}

function toKey(value: unknown): string | undefined {
  if (typeof value === 'string') return `"${value}`;
  if (typeof value === 'boolean' || value === null || value === undefined) return String(value);
  if (!isNumber(value)) return undefined;
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? String(value)
    : toDecimal(value).stripTrailingZeros().toString();
}
