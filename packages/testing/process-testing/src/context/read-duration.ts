import { ProcessTestError } from '../process-test-error.ts';

const DURATION =
  /^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/** The time after a duration: ISO 8601 such as `PT2H` or `P1M`, or a number of milliseconds. */
export function addDuration(fromMs: number, duration: string | number): number {
  if (typeof duration === 'number') return fromMs + duration;
  const found = duration.length > 1 && !duration.endsWith('T') ? DURATION.exec(duration)?.groups : undefined;
  if (!found) throw new ProcessTestError(`'${duration}' is not an ISO 8601 duration such as PT2H or P1D`);
  const part = (name: string): number => Number(found[name] ?? 0);
  const date = new Date(fromMs);
  date.setUTCFullYear(date.getUTCFullYear() + part('years'), date.getUTCMonth() + part('months'));
  const days = part('weeks') * 7 + part('days');
  const seconds = ((days * 24 + part('hours')) * 60 + part('minutes')) * 60 + part('seconds');
  return date.getTime() + Math.round(seconds * 1000);
}

/** A point in time, in milliseconds since 1970. */
export function readTime(time: Date | string | number): number {
  const timestampMs = typeof time === 'number' ? time : new Date(time).getTime();
  if (Number.isFinite(timestampMs)) return timestampMs;
  throw new ProcessTestError(`'${String(time)}' is not a date such as 2026-01-31T08:00:00Z`);
}
