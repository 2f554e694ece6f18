import { randomUUID } from 'node:crypto';
import { FeelDate, FeelDateTime } from 'feelin';
import { toLargest, toSmallest } from './compare-values.ts';
import { type NativeFunction, toNativeFunction } from './feel-function.ts';
import { isPlainObject } from './to-plain-value.ts';

/** Functions on values, lists and contexts that a Camunda 8.6 broker has and the evaluator lacks. */
export const valueFunctions: Readonly<Record<string, NativeFunction>> = {
  'is defined': toNativeFunction(['value'], (value) => !isNil(value)),
  'get or else': toNativeFunction(['value', 'default'], (value, fallback) =>
    isNil(value) ? (fallback ?? null) : value,
  ),
  'is empty': toNativeFunction(['list'], (list) => (Array.isArray(list) ? list.length === 0 : null)),
  'duplicate values': toNativeFunction(['list'], (list) => (Array.isArray(list) ? toDuplicates(list) : null)),
  'get value': toNativeFunction(['context', 'key'], getValue),
  min: toNativeFunction(['...list'], (...values) => toSmallest(values)),
  max: toNativeFunction(['...list'], (...values) => toLargest(values)),
  'last day of month': toNativeFunction(['date'], toLastDayOfMonth),
  'random number': toNativeFunction([], () => Math.random()),
  uuid: toNativeFunction([], () => randomUUID()),
  assert: toNativeFunction(['value', 'condition', 'cause'], assertCondition),
};

/** Thrown by `assert`; the evaluation turns it into an error without data in its message. */
export class AssertionFailure extends Error {}

function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function toDuplicates(list: readonly unknown[]): readonly unknown[] {
  const seen = new Map<string, { readonly value: unknown; count: number }>();
  for (const value of list) {
    const key = JSON.stringify(value, (_, entry: unknown) =>
      typeof entry === 'bigint' ? `${entry}n` : entry,
    );
    const entry = seen.get(key);
    if (entry) entry.count += 1;
    else seen.set(key, { value, count: 1 });
  }
  return [...seen.values()].filter(({ count }) => count > 1).map(({ value }) => value);
}

function getValue(context: unknown, key: unknown): unknown {
  const keys: readonly unknown[] = Array.isArray(key) ? key : [key];
  return keys.reduce<unknown>(
    (value, name) =>
      isPlainObject(value) && typeof name === 'string' && Object.hasOwn(value, name)
        ? (value[name] ?? null)
        : null,
    context,
  );
}

function toLastDayOfMonth(date: unknown): FeelDate | null {
  if (!(date instanceof FeelDate || date instanceof FeelDateTime)) return null;
  const day = date instanceof FeelDate ? date.value : date.value.toPlainDate();
  return new FeelDate(day.with({ day: day.daysInMonth }));
}

function assertCondition(value: unknown, condition: unknown, cause: unknown): unknown {
  if (condition === true) return value;
  throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
}
