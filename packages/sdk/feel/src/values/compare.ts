import { formatOffset } from './format-temporal.ts';
import { compareNumbers } from './numbers.ts';
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  MonthsValue,
  TimeValue,
  toEpochNanoseconds,
  toNanoOfDay,
} from './temporal.ts';
import type { Run } from '../run.ts';
import { type FeelContext, FunctionValue, isContext, isList, isNumber, kindOf } from './values.ts';

/** Whether two values of one kind are equal; `undefined` where kinds differ. Null equals only null. */
export function isEqual(run: Run, a: unknown, b: unknown): boolean | undefined {
  if (typeof a === 'string' && typeof b === 'string') return isEqualText(run, a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  const kind = kindOf(a);
  const other = kindOf(b);
  if (kind === 'null' || other === 'null') return kind === other;
  if (kind !== other) return undefined;
  if (isList(a) && isList(b)) return isEqualList(run, a, b);
  if (isContext(a) && isContext(b)) return isEqualContext(run, a, b);
  if (kind === 'function' || kind === 'range' || kind === 'error') return undefined;
  if (a instanceof TimeValue && b instanceof TimeValue) return isEqualTime(a, b);
  if (a instanceof DateTimeValue && b instanceof DateTimeValue) return isEqualDateTime(a, b);
  return typeof a === 'boolean' ? a === b : compareOrder(a, b) === 0;
}

/** Equality as `list contains` sees it: a context is never found. */
export function isSame(run: Run, a: unknown, b: unknown): boolean {
  if (!isList(a) || !isList(b)) return !isContext(a) && isEqual(run, a, b) === true;
  return (
    a.length === b.length &&
    a.every((item, index) => {
      run.spend(1);
      return isSame(run, item, b[index]);
    })
  );
}

function isEqualText(run: Run, a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  run.spendOnText(a.length);
  return a === b;
}

function isEqualList(run: Run, a: readonly unknown[], b: readonly unknown[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      run.spend(1);
      return isEqual(run, item, b[index]) === true;
    })
  );
}

function isEqualContext(run: Run, a: FeelContext, b: FeelContext): boolean {
  const keys = keysOf(a);
  run.spend(keys.length * entryCost);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(run, a[key], b[key]) === true);
}

/** Steps of looking an entry up in both. */
const entryCost = 4;

function keysOf(context: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(context).filter((key) => !(context[key] instanceof FunctionValue));
}

function isEqualTime(a: TimeValue, b: TimeValue): boolean {
  return a.time.equals(b.time) && a.offsetSeconds === b.offsetSeconds && a.zone === b.zone;
}

function isEqualDateTime(a: DateTimeValue, b: DateTimeValue): boolean {
  return a.local.equals(b.local) && a.offsetSeconds === b.offsetSeconds && a.zone === b.zone;
}

const comparableKinds = new Set([
  'number',
  'string',
  'date',
  'local time',
  'time',
  'local date time',
  'date time',
  'years and months',
  'days and time',
]);

/** Whether two values can be put in order: of one kind, and of a kind that has an order. */
export function isComparable(a: unknown, b: unknown): boolean {
  const kind = kindOf(a);
  return kind === kindOf(b) && comparableKinds.has(kind);
}

/** Whether the items of a list can be put in order. */
export function isComparableList(list: readonly unknown[]): boolean {
  const [first] = list;
  const kind = kindOf(first);
  if (isList(first)) return isComparableList(first) && list.every(isList);
  return list.length > 0 && comparableKinds.has(kind) && list.every((item) => kindOf(item) === kind);
}

/** Negative, zero or positive; only for values that are comparable. */
export function compareOrder(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof DateTimeValue && b instanceof DateTimeValue) return compareDateTimes(a, b);
  return compareBig(orderOf(a), orderOf(b));
}

function compareDateTimes(a: DateTimeValue, b: DateTimeValue): number {
  const moment = compareBig(a.epochNanoseconds, b.epochNanoseconds);
  if (moment !== 0) return moment;
  const local = compareBig(toEpochNanoseconds(a.local), toEpochNanoseconds(b.local));
  if (local !== 0) return local;
  const [zone, other] = [zoneIdOf(a), zoneIdOf(b)];
  return zone < other ? -1 : Number(zone > other);
}

function zoneIdOf(value: DateTimeValue): string {
  return value.zone ?? formatOffset(value.offsetSeconds);
}

function orderOf(value: unknown): bigint {
  if (value instanceof DurationValue) return value.nanoseconds;
  if (value instanceof MonthsValue) return BigInt(value.months);
  if (value instanceof DateValue) return toEpochNanoseconds(value.date.toPlainDateTime());
  if (value instanceof LocalDateTimeValue) return toEpochNanoseconds(value.local);
  if (value instanceof LocalTimeValue) return toNanoOfDay(value.time);
  return value instanceof TimeValue ? value.nanoseconds : 0n;
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
