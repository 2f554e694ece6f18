import { fromEpochDay, isCalendarDay, toDayText, toEpochDay, toTwoDigits } from './calendar.ts';
import type { FeelDateTime, FeelTime, FeelTimeOfDay } from './feel-time.ts';
import { parseOffsetSeconds, resolveLocalTime, standardOffsetSeconds } from './zone-offset.ts';

const DAY = String.raw`(?<year>\d{4}|[+-]\d{4,9})-(?<month>\d\d)-(?<day>\d\d)`;
const CLOCK = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d{1,9}))?)?`;
const ZONE = String.raw`(?:(?<offset>Z|[+-]\d\d(?::?\d\d){0,2})(?:\[(?<named>[^\]]+)\])?|@(?<zone>.+))?`;
const TEXT = new RegExp(`^(?:${DAY})?(?:(?<separator>T)?${CLOCK}${ZONE})?$`);
const MAX_CHARACTERS = 100;
const DAY_SECONDS = 86_400;

interface Clock {
  readonly seconds: number;
  /** Digits of a second, without zeros at the end. */
  readonly fraction: string;
}

interface TimeZone {
  readonly offset: number | undefined;
  readonly zone: string | undefined;
}

/**
 * Reads a date, a time or a date-time in every form in which FEEL writes it: `2026-01-31`, `10:00`,
 * `10:00:00@Europe/Berlin`, `2026-01-31T10:00`, `2026-01-31T10:00:00.123456789Z`,
 * `2026-01-31T10:00+01:00[Europe/Berlin]`, `2026-01-31T10:00:00@UTC`. Where only a zone is given, a time that
 * was left out when clocks were put forward moves on, and one that came twice is the first. `undefined` for
 * all other texts, durations and days that do not exist among them.
 */
export function readFeelTime(text: string): FeelTime | undefined {
  const groups = text.length > MAX_CHARACTERS ? undefined : TEXT.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { year, separator, hour } = groups;
  if (year === undefined) return hour === undefined ? undefined : readTimeOfDay(groups);
  const day = { year: Number(year), month: Number(groups.month), day: Number(groups.day) };
  if (!isCalendarDay(day)) return undefined;
  if (hour === undefined) return { kind: 'date', date: toDayText(day) };
  return separator === undefined ? undefined : readDateTime(toEpochDay(day), groups);
}

type Groups = Readonly<Record<string, string | undefined>>;

function readClock({ hour, minute, second = '0', fraction = '' }: Groups): Clock {
  return {
    seconds: (Number(hour) * 60 + Number(minute)) * 60 + Number(second),
    fraction: fraction.replace(/0+$/, ''),
  };
}

/** `undefined`: an offset that cannot be. */
function readZone({ offset, named, zone }: Groups): TimeZone | undefined {
  if (offset === undefined) return { offset: undefined, zone };
  const seconds = parseOffsetSeconds(offset);
  return seconds === undefined ? undefined : { offset: seconds, zone: named };
}

function readTimeOfDay(groups: Groups): FeelTimeOfDay | undefined {
  const timeZone = readZone(groups);
  if (timeZone === undefined) return undefined;
  const { seconds, fraction } = readClock(groups);
  const { offset, zone } = timeZone;
  const offsetSeconds = offset ?? (zone === undefined ? undefined : standardOffsetSeconds(zone));
  if (zone !== undefined && offsetSeconds === undefined) return undefined;
  return { kind: 'time', time: toClockText(seconds, fraction), offsetSeconds, zone };
}

function readDateTime(epochDay: number, groups: Groups): FeelDateTime | undefined {
  const timeZone = readZone(groups);
  if (timeZone === undefined) return undefined;
  const { seconds, fraction } = readClock(groups);
  const { offset: offsetSeconds, zone } = timeZone;
  const localSeconds = epochDay * DAY_SECONDS + seconds;
  if (offsetSeconds !== undefined || zone === undefined) {
    return toDateTime({ localSeconds, offsetSeconds }, { fraction, zone });
  }
  const resolved = resolveLocalTime(localSeconds, zone);
  return resolved && toDateTime(resolved, { fraction, zone });
}

/** A date-time of seconds since 1970 as its clock shows them. */
export function toDateTime(
  {
    localSeconds,
    offsetSeconds,
  }: { readonly localSeconds: number; readonly offsetSeconds: number | undefined },
  { fraction, zone }: { readonly fraction: string; readonly zone: string | undefined },
): FeelDateTime {
  const epochDay = Math.floor(localSeconds / DAY_SECONDS);
  return {
    kind: 'date-time',
    date: toDayText(fromEpochDay(epochDay)),
    time: toClockText(localSeconds - epochDay * DAY_SECONDS, fraction),
    offsetSeconds,
    zone,
    epochNanoseconds:
      offsetSeconds === undefined
        ? undefined
        : BigInt(localSeconds - offsetSeconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')),
  };
}

function toClockText(seconds: number, fraction: string): string {
  const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
  return `${parts.map(toTwoDigits).join(':')}${fraction === '' ? '' : `.${fraction}`}`;
}
