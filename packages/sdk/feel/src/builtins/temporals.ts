import { Temporal } from 'temporal-polyfill';
import { giveUp } from '../feel-error.ts';
import { type FeelNumber, RoundingMode, toDecimal, toInt } from '../values/numbers.ts';
import {
  parseDate,
  parseDateTime,
  parseDuration,
  hasOffset,
  parseTime,
  type TemporalOptions,
} from '../values/parse-temporal.ts';
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  MonthsValue,
  TimeValue,
} from '../values/temporal.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue, isNumber } from '../values/values.ts';
import { atZone, findZone, instantAtZone, toDateTimeInZone } from '../values/zones.ts';
import { define, type Functions } from './define-function.ts';

/** Functions that make dates, times and durations, and tell something about dates. */
export function createTemporalFunctions(options: TemporalOptions): Functions {
  return addCost({
    date: [
      define(['from'], (_run, from) => {
        if (typeof from === 'string') return parseDate(from) ?? failToParse('date', from);
        const date = toDate(from);
        return date && new DateValue(date);
      }),
      define(['year', 'month', 'day'], (_run, year, month, day) => {
        if (!isNumber(year) || !isNumber(month) || !isNumber(day)) return undefined;
        const parts = [year, month, day].map(toInt);
        return orFailure('date', { year, month, day }, () => new DateValue(toPlainDate(parts)));
      }),
    ],
    'date and time': [
      define(['from'], (_run, from) =>
        typeof from === 'string'
          ? (parseDateTime(from, options) ?? failToParse('date-time', from))
          : undefined,
      ),
      define(['date', 'time'], (_run, date, time) => combine(date, time)),
    ],
    time: [
      define(['from'], (_run, from) => timeOf(from)),
      define(['hour', 'minute', 'second'], (_run, hour, minute, second) =>
        isNumber(hour) && isNumber(minute) && isNumber(second)
          ? orFailure(
              'local-time',
              { hour, minute, second },
              () => new LocalTimeValue(toClock(hour, minute, second)),
            )
          : undefined,
      ),
      define(['hour', 'minute', 'second', 'offset'], (_run, ...args) => toOffsetTime(args)),
    ],
    duration: [
      define(['from'], (_run, from) =>
        typeof from === 'string' ? (parseDuration(from) ?? failToParse('duration', from)) : undefined,
      ),
    ],
    'years and months duration': [
      define(['from', 'to'], (_run, from, to) => {
        const [start, end] = [toDate(from), toDate(to)];
        if (!start || !end) return undefined;
        const { years, months } = start.until(end, { largestUnit: 'years' });
        return new MonthsValue(years * 12 + months);
      }),
    ],
    now: [define([], ({ now }) => toDateTimeInZone(now, now.timeZoneId))],
    today: [define([], ({ now }) => new DateValue(now.toPlainDate()))],
    'day of year': [defineOfDate((date) => date.dayOfYear)],
    'day of week': [defineOfDate((date) => dayNames[date.dayOfWeek - 1])],
    'month of year': [defineOfDate((date) => monthNames[date.month - 1])],
    'week of year': [defineOfDate((date) => date.weekOfYear)],
    'last day of month': [defineOfDate((date) => new DateValue(date.with({ day: date.daysInMonth })))],
  });
}

/** Calendars take their time. */
function addCost(functions: Functions): Functions {
  return Object.fromEntries(
    Object.entries(functions).map(([name, overloads]) => [name, overloads.map(withCost)]),
  );
}

function withCost({ parameters, call }: FunctionValue): FunctionValue {
  return new FunctionValue(parameters, (run, args) => {
    run.spend(temporalCost);
    return call(run, args);
  });
}

const temporalCost = 120;

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames =
  'January February March April May June July August September October November December'.split(' ');

function defineOfDate(compute: (date: Temporal.PlainDate) => unknown) {
  return define(['date'], (_run, value) => {
    const date = toDate(value);
    return date && compute(date);
  });
}

function toDate(value: unknown): Temporal.PlainDate | undefined {
  if (value instanceof DateValue) return value.date;
  return value instanceof DateTimeValue || value instanceof LocalDateTimeValue
    ? value.local.toPlainDate()
    : undefined;
}

function failToParse(kind: string, text: string): Failure {
  return new Failure(`Failed to parse ${kind} from '${text}'`);
}

function orFailure<Result>(
  kind: string,
  parts: Readonly<Record<string, unknown>>,
  make: () => Result,
): Result | Failure {
  try {
    return make();
  } catch {
    return failToMake(kind, parts);
  }
}

function failToMake(kind: string, parts: Readonly<Record<string, unknown>>): Failure {
  const texts = Object.entries(parts).map(([name, part]) => `${name}=${toText(part)}`);
  return new Failure(`Failed to parse ${kind} from: ${texts.join(', ')}`);
}

function toPlainDate([year = 0, month = 0, day = 0]: readonly number[]): Temporal.PlainDate {
  return new Temporal.PlainDate(year, month, day);
}

function toClock(hour: FeelNumber, minute: FeelNumber, second: FeelNumber): Temporal.PlainTime {
  const nano = toDecimal(second).remainder(1).movePointRight(9).setScale(0, RoundingMode.DOWN).numberValue();
  return new Temporal.PlainTime(
    toInt(hour),
    toInt(minute),
    toInt(second),
    Math.trunc(nano / 1_000_000),
    Math.trunc(nano / 1000) % 1000,
    nano % 1000,
  );
}

function timeOf(from: unknown): unknown {
  if (typeof from === 'string') {
    return parseTime(from) ?? failToParse(hasOffset(from) ? 'time' : 'local-time', from);
  }
  if (from instanceof LocalDateTimeValue) return new LocalTimeValue(from.local.toPlainTime());
  if (from instanceof DateTimeValue) {
    return new TimeValue({
      time: from.local.toPlainTime(),
      offsetSeconds: from.offsetSeconds,
      zone: from.zone,
    });
  }
  if (from instanceof DateValue) return new TimeValue({ time: midnight, offsetSeconds: 0, zone: null });
  return undefined;
}

const midnight = new Temporal.PlainTime();

function toOffsetTime([hour, minute, second, offset]: readonly unknown[]): unknown {
  if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
  if (offset === null || offset === undefined) {
    return orFailure(
      'local-time',
      { hour, minute, second },
      () => new LocalTimeValue(toClock(hour, minute, toDecimal(second).setScale(0, RoundingMode.DOWN))),
    );
  }
  if (!(offset instanceof DurationValue)) return undefined;
  const offsetSeconds = Number(offset.nanoseconds / 1_000_000_000n);
  const parts = { hour, minute, second, offset };
  if (Math.abs(offsetSeconds) > 18 * 3600) return failToMake('time', parts);
  return orFailure(
    'time',
    parts,
    () => new TimeValue({ time: toClock(hour, minute, second), offsetSeconds, zone: null }),
  );
}

/** A date with a time, or a date with time in another zone. */
function combine(date: unknown, time: unknown): unknown {
  const day = toDate(date);
  if (day && time instanceof LocalTimeValue) return new LocalDateTimeValue(day.toPlainDateTime(time.time));
  if (day && time instanceof TimeValue) {
    const local = day.toPlainDateTime(time.time);
    if (time.zone !== null) return atZone(local, time.zone);
    return new DateTimeValue({ local, offsetSeconds: time.offsetSeconds, zone: null });
  }
  if (typeof time !== 'string' || date instanceof DateValue || !day) return undefined;
  const zone = findZone(time, 'lenient') ?? giveUp('unknown time zone');
  if (date instanceof LocalDateTimeValue) return atZone(date.local, zone);
  return date instanceof DateTimeValue ? instantAtZone(date.epochNanoseconds, zone) : undefined;
}
