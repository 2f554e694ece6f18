import { createLruCache } from '@jobwright/concurrency/lru-cache';
import { fromEpochDay, toEpochDay } from './calendar.ts';

const OFFSET =
  /^(?<sign>[+-])(?:(?<hour>\d)|(?<hours>\d\d)(?::?(?<minutes>[0-5]\d)(?::?(?<seconds>[0-5]\d))?)?)$/;
const PREFIX = /^(?:UTC|GMT|UT)(?=[+-])/;
const MAX_OFFSET_SECONDS = 18 * 3600;
const DAY_SECONDS = 86_400;
/** Beyond it `Date`, and with it the rules of time zones, ends. */
const MAX_DATE_SECONDS = 8_640_000_000_000 - 2 * DAY_SECONDS;
const MAX_FORMATS = 200;
/** A time of day has no year; rules of zones are known for this one as for the present. */
const YEAR_OF_TIMES = 2030;

/** Seconds of an offset as ISO 8601 or Java writes it (`Z`, `+01:00`, `-0330`, `+1`), or `undefined`. */
export function parseOffsetSeconds(text: string): number | undefined {
  if (text === 'Z') return 0;
  const groups = OFFSET.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign, hour, hours = hour, minutes = '0', seconds = '0' } = groups;
  const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  if (total > MAX_OFFSET_SECONDS) return undefined;
  return sign === '-' ? 0 - total : total;
}

/**
 * Seconds of a zone that is an offset by its name, such as `UTC`, `GMT+2` or `-03`; `undefined` of others.
 */
export function parseFixedZone(zone: string): number | undefined {
  if (['UTC', 'GMT', 'UT'].includes(zone)) return 0;
  return parseOffsetSeconds(zone.replace(PREFIX, ''));
}

/** What a clock in a zone shows: seconds of its day as if it were in UTC, and its offset. */
export interface ZonedSeconds {
  readonly localSeconds: number;
  readonly offsetSeconds: number;
}

/**
 * The offset of a local time in a zone. Where clocks were put forward and it was never shown, it moves on by
 * as much; where they were put back and it was shown twice, the first counts. `undefined`: there is no such
 * zone.
 */
export function resolveLocalTime(localSeconds: number, zone: string): ZonedSeconds | undefined {
  const fixed = parseFixedZone(zone);
  if (fixed !== undefined) return { localSeconds, offsetSeconds: fixed };
  const offsetAt = openZone(zone);
  if (offsetAt === undefined || Math.abs(localSeconds) > MAX_DATE_SECONDS) return undefined;
  const before = offsetAt(localSeconds - DAY_SECONDS);
  const after = offsetAt(localSeconds + DAY_SECONDS);
  for (const offsetSeconds of [before, after]) {
    if (offsetAt(localSeconds - offsetSeconds) === offsetSeconds) return { localSeconds, offsetSeconds };
  }
  return { localSeconds: localSeconds + after - before, offsetSeconds: after };
}

/** The offset of a zone without daylight saving, which a time of day without a day has. */
export function standardOffsetSeconds(zone: string): number | undefined {
  const fixed = parseFixedZone(zone);
  if (fixed !== undefined) return fixed;
  const offsetAt = openZone(zone);
  if (offsetAt === undefined) return undefined;
  const firstDay = toEpochDay({ year: YEAR_OF_TIMES, month: 1, day: 1 });
  // In some zones the time without daylight saving is that of a few weeks.
  const days = Array.from({ length: 24 }, (_, index) => firstDay + index * 15);
  return Math.min(...days.map((day) => offsetAt(day * DAY_SECONDS)));
}

const formats = createLruCache<Intl.DateTimeFormat>({ maxEntries: MAX_FORMATS });

function openZone(zone: string): ((epochSeconds: number) => number) | undefined {
  const format = findFormat(zone);
  return format && ((epochSeconds) => readLocalSeconds(format, epochSeconds) - epochSeconds);
}

function findFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return formats.getOrCreate(zone, () => createFormat(zone));
  } catch {
    // There is no such zone.
    return undefined;
  }
}

const createFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

function readLocalSeconds(format: Intl.DateTimeFormat, epochSeconds: number): number {
  const parts = new Map(format.formatToParts(epochSeconds * 1000).map(({ type, value }) => [type, value]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  // The day of the month is enough: it is that of the moment in UTC, give or take one.
  const seconds = (read('hour') * 60 + read('minute')) * 60 + read('second');
  const epochDay = Math.floor(epochSeconds / DAY_SECONDS);
  const day = [epochDay - 1, epochDay, epochDay + 1].find((each) => fromEpochDay(each).day === read('day'));
  return (day ?? epochDay) * DAY_SECONDS + seconds;
}
