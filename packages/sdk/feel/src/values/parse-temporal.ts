import { Temporal } from 'temporal-polyfill';
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  MonthsValue,
  type TemporalValue,
  TimeValue,
} from './temporal.ts';
import { atZone, findZone, instantAtZone, shownZone, standardOffsetSeconds } from './zones.ts';

const datePart = String.raw`(-?(?:[1-9]\d{0,4})?\d{4})-([01]\d)-([0-3]\d)`;
const clockPart = String.raw`([0-2]\d):([0-5]\d)(?::([0-5]\d))?(?:\.(\d{1,9}))?`;
const date = new RegExp(`^${datePart}$`);
const localTime = /^T?(\d\d):(\d\d)(?::(\d\d))?(?:\.(\d{0,9}))?$/;
const offsetTime = /^T?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([+-]\d\d:\d\d|Z|@.*)$/;
const dateTime = new RegExp(`^${datePart}T${clockPart}$`);
const offsetDateTime = new RegExp(
  String.raw`^${datePart}T${clockPart}(?:([+-][01]\d:[0-5]\d|Z)(?:\[(.+)\])?|@(.*))$`,
);
const monthsDuration = /^([-+]?)P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?$/;
const timeDuration =
  /^([-+]?)P(?:([-+]?\d+)D)?(T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?S)?)?$/;
const maxOffsetSeconds = 18 * 3600;

export interface TemporalOptions {
  /** Whether `+01:00[Europe/Berlin]` is taken, as later brokers do. */
  readonly zoneInBrackets: boolean;
}

export function parseDate(text: string): DateValue | null {
  const match = date.exec(text);
  const value = match && toDate(match);
  return value ? new DateValue(value) : null;
}

/** A time of day with or without offset. */
export function parseTime(text: string): LocalTimeValue | TimeValue | null {
  const zoned = offsetTime.exec(text);
  if (!zoned) {
    const match = localTime.exec(text);
    const time = match && toClock(match.slice(1), { endOfDay: true });
    return time ? new LocalTimeValue(time) : null;
  }
  const time = toClock(zoned.slice(1), { endOfDay: true });
  const place = zoned[5] ?? '';
  if (!time) return null;
  if (!place.startsWith('@')) {
    const offsetSeconds = toOffsetSeconds(place);
    return offsetSeconds === null ? null : new TimeValue({ time, offsetSeconds, zone: null });
  }
  const zone = findZone(place.slice(1), 'strict');
  if (zone === undefined) return null;
  const offsetSeconds = standardOffsetSeconds(zone, Temporal.Now.instant());
  return new TimeValue({ time, offsetSeconds, zone: shownZone(zone) });
}

/** Whether a text is a time of day with an offset or a zone, right or wrong. */
export function hasOffset(text: string): boolean {
  return offsetTime.test(text);
}

/** A date with time; a date alone is its midnight. */
export function parseDateTime(
  text: string,
  options: TemporalOptions,
): LocalDateTimeValue | DateTimeValue | null {
  const day = parseDate(text);
  if (day) return new LocalDateTimeValue(day.date.toPlainDateTime());
  if (date.test(text)) return null;
  const local = dateTime.exec(text);
  if (local) {
    const value = toLocalDateTime(local);
    return value && new LocalDateTimeValue(value);
  }
  const zoned = offsetDateTime.exec(text);
  const value = zoned && toLocalDateTime(zoned);
  if (!zoned || !value) return null;
  const [, , , , , , , , offset, bracketText, zoneText] = zoned;
  if (zoneText !== undefined) {
    const zone = findZone(zoneText, 'strict');
    return zone === undefined ? null : toDateTime(() => atZone(value, zone));
  }
  const offsetSeconds = toOffsetSeconds(offset ?? '');
  if (offsetSeconds === null) return null;
  const fixed = new DateTimeValue({ local: value, offsetSeconds, zone: null });
  if (bracketText === undefined) return fixed;
  const bracketZone = findZone(bracketText, 'strict');
  if (!options.zoneInBrackets || bracketZone === undefined) return null;
  return toDateTime(() => instantAtZone(fixed.epochNanoseconds, bracketZone));
}

export function parseDuration(text: string): MonthsValue | DurationValue | null {
  const months = monthsDuration.exec(text);
  if (months) {
    const [, sign, years, rest] = months;
    if (years === undefined && rest === undefined) return null;
    const total = Number(years ?? 0) * 12 + Number(rest ?? 0);
    return Number.isSafeInteger(total) ? new MonthsValue((sign === '-' ? -total : total) + 0) : null;
  }
  const match = timeDuration.exec(text);
  if (!match || /[PT]$/.test(text)) return null;
  const [, sign, days = '0', , hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if ([days, hours, minutes, seconds].some((part) => part.length > 16)) return null;
  const whole =
    BigInt(toNumeral(days)) * 86_400n +
    BigInt(toNumeral(hours)) * 3600n +
    BigInt(toNumeral(minutes)) * 60n +
    BigInt(toNumeral(seconds));
  const nano = BigInt(fraction.padEnd(9, '0'));
  const total = whole * 1_000_000_000n + (seconds.startsWith('-') ? -nano : nano);
  return new DurationValue(sign === '-' ? -total : total);
}

/** What `@"..."` means. */
export function parseTemporal(text: string, options: TemporalOptions): TemporalValue | null {
  if (date.test(text)) return parseDate(text);
  if (offsetTime.test(text)) return parseTime(text);
  return parseDateTime(text, options) ?? parseDuration(text) ?? parseTime(text);
}

function toNumeral(text: string): string {
  return text.replace('+', '');
}

function toDate(match: RegExpExecArray): Temporal.PlainDate | null {
  const [, year, month, day] = match;
  try {
    return new Temporal.PlainDate(Number(year), Number(month), Number(day));
  } catch {
    return null;
  }
}

function toLocalDateTime(match: RegExpExecArray): Temporal.PlainDateTime | null {
  const day = toDate(match);
  const time = toClock(match.slice(4), { endOfDay: false });
  return day && time && day.toPlainDateTime(time);
}

function toClock(
  parts: readonly (string | undefined)[],
  options: { readonly endOfDay: boolean },
): Temporal.PlainTime | null {
  const [hour = '0', minute = '0', second = '0', fraction = ''] = parts;
  const nano = fraction.padEnd(9, '0');
  const midnight = options.endOfDay && Number(hour) === 24 && /^0*$/.test(minute + second + fraction);
  try {
    return new Temporal.PlainTime(
      midnight ? 0 : Number(hour),
      Number(minute),
      Number(second),
      Number(nano.slice(0, 3)),
      Number(nano.slice(3, 6)),
      Number(nano.slice(6)),
    );
  } catch {
    return null;
  }
}

function toOffsetSeconds(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  const seconds = (hours * 60 + minutes) * 60;
  if (minutes > 59 || seconds > maxOffsetSeconds) return null;
  return text.startsWith('-') ? -seconds + 0 : seconds;
}

function toDateTime(make: () => DateTimeValue): DateTimeValue | null {
  try {
    return make();
  } catch {
    return null;
  }
}
