import { readFeelTime } from '@jobwright/feel-time';

/** A calendar part (months) and an exact part: months differ in length. */
export interface IsoDuration {
  readonly months: number;
  readonly ms: number;
}

export interface IsoCycle {
  /** How often it fires; -1 without end. */
  readonly repetitions: number;
  readonly startsAt?: number;
  readonly interval: IsoDuration;
}

const DURATION =
  /^([+-]?)P(?=.)(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?=.)(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d{1,9})?)S)?)?$/i;
const DATE_TIME = /^(.+T.+(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?))(?:\[([^\]]+)\])?$/i;
/** The largest numbers that the broker holds. */
const MAX_MONTHS = 2 ** 31 - 1;
const MAX_MS = 8_640_000_000_000_000;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An ISO 8601 duration such as `PT5S` or `P1M`; undefined when the text is not a duration. */
export function parseDuration(text: string): IsoDuration | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number): number => sign * Number(match[index] ?? 0);
  const months = part(2) * 12 + part(3);
  const ms = Math.round(
    (part(4) * 7 + part(5)) * DAY_MS + part(6) * HOUR_MS + part(7) * MINUTE_MS + part(8) * SECOND_MS,
  );
  return Math.abs(months) > MAX_MONTHS || Math.abs(ms) > MAX_MS ? undefined : { months, ms };
}

/**
 * An ISO 8601 date and time with `Z` or an offset, and maybe a zone in brackets, in milliseconds since the
 * epoch; undefined when it is none, or when there is no such day or time.
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  const time = match && readFeelTime((match[1] ?? '').toUpperCase());
  if (time?.kind !== 'date-time' || time.epochNanoseconds === undefined) return undefined;
  const zone = match?.[2];
  if (zone !== undefined && readFeelTime(`00:00@${zone}`) === undefined) return undefined;
  const ms = time.epochNanoseconds / 1_000_000n;
  return Number(time.epochNanoseconds % 1_000_000n < 0n ? ms - 1n : ms);
}

/** `R3/PT10S`, `R/PT1M`, `R2/2026-01-01T00:00:00Z/PT1H`; undefined when the text is not a cycle. */
export function parseCycle(text: string): IsoCycle | undefined {
  const [repetitions, first, second, ...rest] = text.split('/');
  const count = /^R(-1|\d*)$/.exec(repetitions ?? '');
  if (!count || first === undefined || rest.length > 0) return undefined;
  const interval = parseDuration(second ?? first);
  const startsAt = second === undefined ? undefined : parseDateTime(first);
  if (!interval || (second !== undefined && startsAt === undefined)) return undefined;
  return {
    repetitions: count[1] === '' ? -1 : Number(count[1]),
    interval,
    ...(startsAt !== undefined && { startsAt }),
  };
}

/**
 * The moment that lies a duration after another one, by the UTC calendar; a day that does not exist becomes
 * the month's last. `NaN` when the calendar ends before.
 */
export function addDuration(at: number, { months, ms }: IsoDuration): number {
  if (months === 0) return at + ms;
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + ms;
}
