import { Temporal } from 'temporal-polyfill';
import { parseFixedZone, type ZoneStyle } from './fixed-zone.ts';
import { DateTimeValue, nanosecondsPerDay, plusNanoseconds } from './temporal.ts';

const region = /^[A-Z][A-Za-z0-9~/._+-]+$/;
/** Names in the tz database that Java does not have. */
const unknownToJava = new Set(['EST', 'HST', 'MST', 'ROC', 'Factory', 'GMT+0', 'GMT-0']);
const knownRegions = new Map<string, boolean>();
const maxKnownRegions = 1000;
const epochDay = new Temporal.PlainDateTime(1970, 1, 1);

/**
 * The name of a zone as the engine stores it (`GMT+2` is `GMT+02:00`), or `undefined`; names are
 * case-sensitive.
 */
export function findZone(text: string, style: ZoneStyle): string | undefined {
  return parseFixedZone(text, style)?.name ?? (isRegion(text) ? text : undefined);
}

function isRegion(name: string): boolean {
  const known = knownRegions.get(name);
  if (known !== undefined) return known;
  let valid = false;
  if (region.test(name) && !unknownToJava.has(name)) {
    try {
      valid = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
    } catch {
      valid = false;
    }
  }
  if (knownRegions.size < maxKnownRegions) knownRegions.set(name, valid);
  return valid;
}

/**
 * The local time in a zone; in the gap of a clock change it moves on, in the overlap the first offset counts.
 */
export function atZone(local: Temporal.PlainDateTime, zone: string): DateTimeValue {
  const fixed = parseFixedZone(zone, 'strict');
  if (fixed) return new DateTimeValue({ local, offsetSeconds: fixed.offsetSeconds, zone: shownZone(zone) });
  return toDateTimeInZone(local.toZonedDateTime(zone), zone);
}

/** The moment in a zone. */
export function instantAtZone(epochNanoseconds: bigint, zone: string): DateTimeValue {
  const fixed = parseFixedZone(zone, 'strict');
  if (!fixed) return toDateTimeInZone(new Temporal.ZonedDateTime(epochNanoseconds, zone), zone);
  const { offsetSeconds } = fixed;
  const shown = epochNanoseconds + BigInt(offsetSeconds) * 1_000_000_000n;
  const days = shown / nanosecondsPerDay;
  const local = plusNanoseconds(epochDay.add({ days: Number(days) }), shown - days * nanosecondsPerDay);
  return new DateTimeValue({ local, offsetSeconds, zone: shownZone(zone) });
}

export function toDateTimeInZone(zoned: Temporal.ZonedDateTime, zone: string): DateTimeValue {
  return new DateTimeValue({
    local: zoned.toPlainDateTime(),
    offsetSeconds: Math.trunc(zoned.offsetNanoseconds / 1_000_000_000),
    zone: shownZone(zone),
  });
}

/** A zone that is only an offset is not shown as a zone. */
export function shownZone(zone: string): string | null {
  return zone === 'Z' || /^[+-]/.test(zone) ? null : zone;
}

/** The zone's offset without daylight saving. */
export function standardOffsetSeconds(zone: string, now: Temporal.Instant): number {
  const fixed = parseFixedZone(zone, 'strict');
  if (fixed) return fixed.offsetSeconds;
  const { year } = now.toZonedDateTimeISO('UTC');
  const key = `${year} ${zone}`;
  const known = standardOffsets.get(key);
  if (known !== undefined) return known;
  const offsets = months.flatMap((month) =>
    [1, 15].map((day) => {
      const zoned = new Temporal.PlainDateTime(year, month, day).toZonedDateTime(zone);
      return Math.trunc(zoned.offsetNanoseconds / 1_000_000_000);
    }),
  );
  const offset = Math.min(...offsets);
  if (standardOffsets.size < maxKnownRegions) standardOffsets.set(key, offset);
  return offset;
}

const standardOffsets = new Map<string, number>();
/** In some zones the time without daylight saving is that of a few weeks. */
const months = Array.from({ length: 12 }, (_, index) => index + 1);
