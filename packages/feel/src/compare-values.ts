import { FeelDate, FeelDateTime, FeelDuration } from 'feelin';

/** The smallest of values of one kind (numbers, texts, dates, local dates with time, durations); otherwise null. */
export function toSmallest(values: readonly unknown[]): unknown {
  return toExtreme(values, (a, b) => a < b);
}

/** The largest of values of one kind (numbers, texts, dates, local dates with time, durations); otherwise null. */
export function toLargest(values: readonly unknown[]): unknown {
  return toExtreme(values, (a, b) => a > b);
}

type Comparable = { readonly kind: string; readonly order: number | string; readonly value: unknown };

function toExtreme(
  values: readonly unknown[],
  isBetter: (a: number | string, b: number | string) => boolean,
): unknown {
  const [first] = values;
  const list: readonly unknown[] = values.length === 1 && Array.isArray(first) ? first : values;
  const comparables = list.map(toComparable).filter((comparable) => comparable !== undefined);
  const kinds = new Set(comparables.map(({ kind }) => kind));
  if (comparables.length < list.length || kinds.size !== 1) return null;
  return comparables.reduce((best, next) => (isBetter(next.order, best.order) ? next : best)).value;
}

function toComparable(value: unknown): Comparable | undefined {
  if (typeof value === 'number') return { kind: 'number', order: value, value };
  if (typeof value === 'string') return { kind: 'string', order: value, value };
  if (value instanceof FeelDate) return { kind: 'date', order: value.iso, value };
  if (value instanceof FeelDateTime && value.zone === null)
    return { kind: 'date time', order: value.iso, value };
  if (value instanceof FeelDuration)
    return { kind: `duration ${value.yearsMonths}`, order: toLength(value), value };
  return undefined;
}

function toLength(duration: FeelDuration): number {
  if (duration.yearsMonths) return duration.years * 12 + duration.months;
  return ((duration.days * 24 + duration.hours) * 60 + duration.minutes) * 60 + duration.seconds;
}
