import { readFeelTime, toUtcTime, writeFeelTime } from '@jobwright/feel-time';

/** The offset of a date, which the engine writes without a colon. */
const OFFSET = /([+-]\d\d)(\d\d)$/;
const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/** The FEEL text of a `Date` variable, such as `2026-11-30T08:00:00.123+02:00`; another text is unchanged. */
export function readEngineDate(text: string): string {
  const time = readFeelTime(text.replace(OFFSET, '$1:$2'));
  return time?.kind === 'date-time' ? writeFeelTime(time) : text;
}

/**
 * A FEEL date and time as the value of a `Date` variable. `undefined` for what such a variable does not hold:
 * another text, a time without an offset, or with more digits than milliseconds.
 */
export function writeEngineDate(text: string): string | undefined {
  const time = readFeelTime(text);
  if (time?.kind !== 'date-time' || time.epochNanoseconds === undefined) return undefined;
  if (time.epochNanoseconds % NANOSECONDS_PER_MILLISECOND !== 0n) return undefined;
  const { date, time: timeOfDay } = toUtcTime(time);
  if (!/^\d{4}-/.test(date)) return undefined;
  const [seconds = '', fraction = ''] = timeOfDay.split('.');
  return `${date}T${seconds}.${fraction.padEnd(3, '0')}+0000`;
}
