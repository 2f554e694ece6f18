import { Temporal } from 'temporal-polyfill';
import { DateTimeValue } from './temporal.ts';

const region = /^[A-Z][A-Za-z0-9~/._+-]+$/;
const knownZones = new Map<string, boolean>();
const maxKnownZones = 1000;

/** Whether a name is that of a time zone; names are case-sensitive. */
export function isZone(name: string): boolean {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  let valid = false;
  if (region.test(name)) {
    try {
      valid = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
    } catch {
      valid = false;
    }
  }
  if (knownZones.size < maxKnownZones) knownZones.set(name, valid);
  return valid;
}

/** The local time in a zone; in the gap of a clock change it moves on, in the overlap the first offset counts. */
export function atZone(local: Temporal.PlainDateTime, zone: string): DateTimeValue {
  return toDateTimeInZone(local.toZonedDateTime(zone), zone);
}

/** The moment in a zone. */
export function instantAtZone(epochNanoseconds: bigint, zone: string): DateTimeValue {
  return toDateTimeInZone(new Temporal.ZonedDateTime(epochNanoseconds, zone), zone);
}

export function toDateTimeInZone(zoned: Temporal.ZonedDateTime, zone: string): DateTimeValue {
  return new DateTimeValue({
    local: zoned.toPlainDateTime(),
    offsetSeconds: Math.trunc(zoned.offsetNanoseconds / 1_000_000_000),
    zone: /^[+-]/.test(zone) ? null : zone,
  });
}

/** The zone's offset without daylight saving. */
export function toStandardOffsetSeconds(zone: string, now: Temporal.Instant): number {
  const { year } = now.toZonedDateTimeISO('UTC');
  const offsets = [1, 7].map((month) => {
    const zoned = new Temporal.PlainDateTime(year, month, 1).toZonedDateTime(zone);
    return Math.trunc(zoned.offsetNanoseconds / 1_000_000_000);
  });
  return Math.min(...offsets);
}
