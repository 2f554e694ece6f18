import type { Temporal } from 'temporal-polyfill';
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  MonthsValue,
  plusNanoseconds,
  type TemporalValue,
  TimeValue,
  toEpochNanoseconds,
  toNanoOfDay,
  toTime,
} from './temporal.ts';
import { atZone, instantAtZone } from './zones.ts';

export function isPoint(value: TemporalValue): boolean {
  return !(value instanceof MonthsValue) && !(value instanceof DurationValue);
}

/** The exact duration between two points of one kind; undefined for others. */
export function subtractPoints(a: TemporalValue, b: TemporalValue): DurationValue | undefined {
  if (a instanceof DateValue && b instanceof DateValue) {
    return subtract(
      toEpochNanoseconds(a.date.toPlainDateTime()),
      toEpochNanoseconds(b.date.toPlainDateTime()),
    );
  }
  if (a instanceof DateTimeValue && b instanceof DateTimeValue) {
    return subtract(a.epochNanoseconds, b.epochNanoseconds);
  }
  if (a instanceof LocalDateTimeValue && b instanceof LocalDateTimeValue) {
    return subtract(toEpochNanoseconds(a.local), toEpochNanoseconds(b.local));
  }
  if (a instanceof LocalTimeValue && b instanceof LocalTimeValue) {
    return subtract(toNanoOfDay(a.time), toNanoOfDay(b.time));
  }
  if (a instanceof TimeValue && b instanceof TimeValue) {
    const difference = a.nanoseconds - b.nanoseconds;
    return new DurationValue(difference < 0n ? -difference : difference);
  }
  return undefined;
}

function subtract(a: bigint, b: bigint): DurationValue {
  return new DurationValue(a - b);
}

/** Adds or takes away a duration; undefined where that means nothing or leaves the calendar. */
export function addToTemporal(
  value: TemporalValue,
  duration: TemporalValue,
  sign: 1 | -1,
): TemporalValue | undefined {
  try {
    if (duration instanceof MonthsValue) return addMonths(value, sign * duration.months);
    if (duration instanceof DurationValue) return addExact(value, BigInt(sign) * duration.nanoseconds);
  } catch {
    return undefined;
  }
  return undefined;
}

function addMonths(value: TemporalValue, months: number): TemporalValue | undefined {
  switch (value.kind) {
    case 'years and months':
      return new MonthsValue(value.months + months);
    case 'date':
      return new DateValue(value.date.add({ months }));
    case 'local date time':
      return new LocalDateTimeValue(value.local.add({ months }));
    case 'date time':
      return atSameOffsetOrZone(value, value.local.add({ months }));
    default:
      return undefined;
  }
}

function atSameOffsetOrZone(value: DateTimeValue, local: Temporal.PlainDateTime): DateTimeValue {
  if (value.zone !== null) return atZone(local, value.zone);
  return new DateTimeValue({ local, offsetSeconds: value.offsetSeconds, zone: null });
}

function addExact(value: TemporalValue, nanoseconds: bigint): TemporalValue | undefined {
  switch (value.kind) {
    case 'days and time':
      return new DurationValue(value.nanoseconds + nanoseconds);
    case 'date':
      return new DateValue(plusNanoseconds(value.date.toPlainDateTime(), nanoseconds).toPlainDate());
    case 'local date time':
      return new LocalDateTimeValue(plusNanoseconds(value.local, nanoseconds));
    case 'date time':
      if (value.zone !== null) return instantAtZone(value.epochNanoseconds + nanoseconds, value.zone);
      return atSameOffsetOrZone(value, plusNanoseconds(value.local, nanoseconds));
    case 'local time':
      return new LocalTimeValue(toTime(toNanoOfDay(value.time) + nanoseconds));
    case 'time':
      return new TimeValue({
        time: toTime(toNanoOfDay(value.time) + nanoseconds),
        offsetSeconds: value.offsetSeconds,
        zone: value.zone,
      });
    default:
      return undefined;
  }
}
