import { type CronDays, parseDaysOfMonth, parseDaysOfWeek } from './cron-days.ts';
import { parseCronField } from './cron-field.ts';

/** A cron expression as Spring 5.3 reads it: second, minute, hour, day of month, month, day of week. */
export interface Cron {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: CronDays;
  readonly months: readonly number[];
  readonly daysOfWeek: CronDays;
}

const MACROS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 0 1 1 *'],
  ['@annually', '0 0 0 1 1 *'],
  ['@monthly', '0 0 0 1 * *'],
  ['@weekly', '0 0 0 * * 0'],
  ['@daily', '0 0 0 * * *'],
  ['@midnight', '0 0 0 * * *'],
  ['@hourly', '0 0 * * * *'],
]);
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** 29 February on a given day of the week comes back after 28 years, or 40 around a year such as 2100. */
const MAX_DAYS = 41 * 366;

/** Reads a cron expression or one of the macros such as `@daily`; undefined when the text is not one. */
export function parseCron(text: string): Cron | undefined {
  const trimmed = text.trim();
  const fields = (MACROS.get(trimmed.toLowerCase()) ?? trimmed).split(/\s+/);
  const [second = '', minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = fields;
  if (fields.length !== 6) return undefined;
  const seconds = parseCronField(second, { min: 0, max: 59 });
  const minutes = parseCronField(minute, { min: 0, max: 59 });
  const hours = parseCronField(hour, { min: 0, max: 23 });
  const daysOfMonth = parseDaysOfMonth(dayOfMonth);
  const months = parseCronField(month, { min: 1, max: 12, names: MONTHS });
  const daysOfWeek = parseDaysOfWeek(dayOfWeek);
  if (!seconds || !minutes || !hours || !daysOfMonth || !months || !daysOfWeek) return undefined;
  return { seconds, minutes, hours, daysOfMonth, months, daysOfWeek };
}

function findTimeOfDay(cron: Cron, day: Date, after: number): number | undefined {
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
  for (const hour of cron.hours) {
    if (new Date(year, month, date, hour, 59, 59).getTime() <= after) continue;
    for (const minute of cron.minutes) {
      for (const second of cron.seconds) {
        const time = new Date(year, month, date, hour, minute, second);
        // A time that a change of the clock skips does not exist.
        if (time.getTime() > after && time.getHours() === hour) return time.getTime();
      }
    }
  }
  return undefined;
}

/**
 * The first time after another one, in the machine's time zone; undefined when there is none. Both in
 * milliseconds since 1970.
 */
export function nextCronTime(cron: Cron, after: number): number | undefined {
  const start = new Date(after);
  for (let offset = 0; offset < MAX_DAYS; offset += 1) {
    const day = new Date(start.getFullYear(), start.getMonth(), start.getDate() + offset);
    if (Number.isNaN(day.getTime())) return undefined;
    if (!cron.months.includes(day.getMonth() + 1)) continue;
    if (!cron.daysOfMonth(day) || !cron.daysOfWeek(day)) continue;
    const found = findTimeOfDay(cron, day, after);
    if (found !== undefined) return found;
  }
  return undefined;
}
