import { Temporal } from 'temporal-polyfill';

/** A calendar date. */
export class DateValue {
  readonly kind = 'date';
  readonly date: Temporal.PlainDate;

  constructor(date: Temporal.PlainDate) {
    this.date = date;
  }
}

/** A time of day without offset or zone. */
export class LocalTimeValue {
  readonly kind = 'local time';
  readonly time: Temporal.PlainTime;

  constructor(time: Temporal.PlainTime) {
    this.time = time;
  }
}

/** A time of day with an offset and, if it was given by name, a zone. */
export class TimeValue {
  readonly kind = 'time';
  readonly time: Temporal.PlainTime;
  readonly offsetSeconds: number;
  readonly zone: string | null;

  constructor(options: {
    readonly time: Temporal.PlainTime;
    readonly offsetSeconds: number;
    readonly zone: string | null;
  }) {
    this.time = options.time;
    this.offsetSeconds = options.offsetSeconds;
    this.zone = options.zone;
  }

  /** Nanoseconds of the day at offset zero. */
  get nanoseconds(): bigint {
    return toNanoOfDay(this.time) - BigInt(this.offsetSeconds) * 1_000_000_000n;
  }
}

/** A date with time, without offset or zone. */
export class LocalDateTimeValue {
  readonly kind = 'local date time';
  readonly local: Temporal.PlainDateTime;

  constructor(local: Temporal.PlainDateTime) {
    this.local = local;
  }
}

/** A date with time at an offset and, if it was given by name, in a zone. */
export class DateTimeValue {
  readonly kind = 'date time';
  readonly local: Temporal.PlainDateTime;
  readonly offsetSeconds: number;
  readonly zone: string | null;

  constructor(options: {
    readonly local: Temporal.PlainDateTime;
    readonly offsetSeconds: number;
    readonly zone: string | null;
  }) {
    this.local = options.local;
    this.offsetSeconds = options.offsetSeconds;
    this.zone = options.zone;
  }

  get epochNanoseconds(): bigint {
    return toEpochNanoseconds(this.local) - BigInt(this.offsetSeconds) * 1_000_000_000n;
  }
}

/** A duration of years and months. */
export class MonthsValue {
  readonly kind = 'years and months';
  readonly months: number;

  constructor(months: number) {
    this.months = months;
  }
}

/** A duration of days and time. */
export class DurationValue {
  readonly kind = 'days and time';
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export type TemporalValue =
  DateValue | LocalTimeValue | TimeValue | LocalDateTimeValue | DateTimeValue | MonthsValue | DurationValue;

export function isTemporal(value: unknown): value is TemporalValue {
  return (
    value instanceof DateValue ||
    value instanceof DateTimeValue ||
    value instanceof LocalDateTimeValue ||
    value instanceof DurationValue ||
    value instanceof MonthsValue ||
    value instanceof TimeValue ||
    value instanceof LocalTimeValue
  );
}

export function toNanoOfDay(time: Temporal.PlainTime): bigint {
  const seconds = (time.hour * 60 + time.minute) * 60 + time.second;
  return BigInt(seconds) * 1_000_000_000n + BigInt(toNanoOfSecond(time));
}

export function toNanoOfSecond(time: Temporal.PlainTime | Temporal.PlainDateTime): number {
  return time.millisecond * 1_000_000 + time.microsecond * 1000 + time.nanosecond;
}

/** The local date and time read as if it were in UTC. */
export function toEpochNanoseconds(local: Temporal.PlainDateTime): bigint {
  const days = local.toPlainDate().since(epoch, { largestUnit: 'days' }).days;
  return BigInt(days) * nanosecondsPerDay + toNanoOfDay(local.toPlainTime());
}

const epoch = new Temporal.PlainDate(1970, 1, 1);
export const nanosecondsPerDay = 86_400_000_000_000n;

/** Moves a local time by an exact duration. */
export function plusNanoseconds(local: Temporal.PlainDateTime, nanoseconds: bigint): Temporal.PlainDateTime {
  const total = toNanoOfDay(local.toPlainTime()) + nanoseconds;
  const days = floorDivide(total, nanosecondsPerDay);
  const date = local.toPlainDate().add({ days: Number(days) });
  return date.toPlainDateTime(toTime(total - days * nanosecondsPerDay));
}

/** A time of day from nanoseconds; whole days are dropped. */
export function toTime(nanoseconds: bigint): Temporal.PlainTime {
  const rest = nanoseconds - floorDivide(nanoseconds, nanosecondsPerDay) * nanosecondsPerDay;
  const seconds = Number(rest / 1_000_000_000n);
  const nano = Number(rest % 1_000_000_000n);
  return new Temporal.PlainTime(
    Math.trunc(seconds / 3600),
    Math.trunc(seconds / 60) % 60,
    seconds % 60,
    Math.trunc(nano / 1_000_000),
    Math.trunc(nano / 1000) % 1000,
    nano % 1000,
  );
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
