import {
  DateTimeValue,
  DateValue,
  DurationValue,
  isTemporal,
  LocalDateTimeValue,
  MonthsValue,
  type TemporalValue,
} from './temporal.ts';

const nanosecondsPerSecond = 1_000_000_000n;

/** A property of a temporal value; `undefined` where it has none of that name. */
export function readProperty(value: unknown, name: string): unknown {
  return isTemporal(value) ? readTemporal(value, name) : undefined;
}

function readTemporal(value: TemporalValue, name: string): unknown {
  switch (value.kind) {
    case 'date':
      return readDate(value, name);
    case 'local time':
      return readClock(value.time, name) ?? readNoZone(name);
    case 'time':
      return readClock(value.time, name) ?? readZone(value, name);
    case 'local date time':
      return (
        readDate(new DateValue(value.local.toPlainDate()), name) ??
        readClock(value.local, name) ??
        readNoZone(name)
      );
    case 'date time':
      return (
        readDate(new DateValue(value.local.toPlainDate()), name) ??
        readClock(value.local, name) ??
        readZone(value, name)
      );
    case 'years and months':
      return readMonths(value, name);
    case 'days and time':
      return readDuration(value, name);
  }
}

function readDate({ date }: DateValue, name: string): number | undefined {
  if (name === 'year') return date.year;
  if (name === 'month') return date.month;
  if (name === 'day') return date.day;
  return name === 'weekday' ? date.dayOfWeek : undefined;
}

function readClock(
  time: { readonly hour: number; readonly minute: number; readonly second: number },
  name: string,
): number | undefined {
  if (name === 'hour') return time.hour;
  if (name === 'minute') return time.minute;
  return name === 'second' ? time.second : undefined;
}

function readNoZone(name: string): null | undefined {
  return name === 'time offset' || name === 'timezone' ? null : undefined;
}

function readZone(
  value: { readonly offsetSeconds: number; readonly zone: string | null },
  name: string,
): DurationValue | string | null | undefined {
  if (name === 'time offset') return new DurationValue(BigInt(value.offsetSeconds) * nanosecondsPerSecond);
  return name === 'timezone' ? value.zone : undefined;
}

function readMonths({ months }: MonthsValue, name: string): number | undefined {
  if (name === 'years') return Math.trunc(months / 12) + 0;
  return name === 'months' ? (months % 12) + 0 : undefined;
}

function readDuration({ nanoseconds }: DurationValue, name: string): number | undefined {
  const seconds = nanoseconds / nanosecondsPerSecond;
  if (name === 'days') return Number(seconds / 86_400n);
  if (name === 'hours') return Number((seconds / 3600n) % 24n);
  if (name === 'minutes') return Number((seconds / 60n) % 60n);
  return name === 'seconds' ? Number(seconds % 60n) : undefined;
}

const clockNames = ['timezone', 'second', 'time offset', 'minute', 'hour'];
const dateTimeNames = [
  'timezone',
  'year',
  'second',
  'month',
  'day',
  'time offset',
  'weekday',
  'minute',
  'hour',
];

/** The names of a value's properties, in the order the engine lists them. */
export function listPropertyNames(value: unknown): readonly string[] {
  if (value instanceof MonthsValue) return ['years', 'months'];
  if (value instanceof DurationValue) return ['days', 'hours', 'minutes', 'seconds'];
  if (value instanceof DateValue) return ['year', 'month', 'day', 'weekday'];
  if (!isTemporal(value)) return [];
  return value instanceof DateTimeValue || value instanceof LocalDateTimeValue ? dateTimeNames : clockNames;
}
