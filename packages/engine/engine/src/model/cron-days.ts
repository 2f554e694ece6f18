import { parseCronField, parseCronValue } from './cron-field.ts';

/** Whether a day is one of a field. */
export type CronDays = (day: Date) => boolean;

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const WEEK = { min: 0, max: 7, names: DAYS };

const lastOfMonth = (day: Date): Date => new Date(day.getFullYear(), day.getMonth() + 1, 0);
const isWeekend = (day: Date): boolean => day.getDay() === 0 || day.getDay() === 6;

/** The weekday nearest to a date, within its month. */
function nearestWeekday(date: Date): number {
  if (!isWeekend(date)) return date.getDate();
  const isSaturday = date.getDay() === 6;
  const shifted = date.getDate() + (isSaturday ? -1 : 1);
  if (shifted < 1) return date.getDate() + 2;
  return shifted > lastOfMonth(date).getDate() ? date.getDate() - 2 : shifted;
}

function parseDayOfMonth(part: string): CronDays | undefined {
  const last = /^L(?:-(\d{1,2}))?(W)?$/i.exec(part);
  if (last) {
    const offset = Number(last[1] ?? 0);
    return (day) => {
      const date = new Date(day.getFullYear(), day.getMonth(), lastOfMonth(day).getDate() - offset);
      return day.getDate() === (last[2] ? nearestWeekday(date) : date.getDate());
    };
  }
  const weekday = /^(\d{1,2})W$/i.exec(part);
  if (!weekday) {
    const values = parseCronField(part, { min: 1, max: 31 });
    return values && ((day) => values.includes(day.getDate()));
  }
  const wanted = Number(weekday[1]);
  if (wanted < 1 || wanted > 31) return undefined;
  return (day) =>
    wanted <= lastOfMonth(day).getDate() &&
    day.getDate() === nearestWeekday(new Date(day.getFullYear(), day.getMonth(), wanted));
}

function parseDayOfWeek(part: string): CronDays | undefined {
  const nth = /^(\w+)#([1-5])$/.exec(part);
  const last = /^(\w+)L$/i.exec(part);
  if (!nth && !last) {
    const values = parseCronField(part, WEEK);
    return values && ((day) => values.some((value) => value % 7 === day.getDay()));
  }
  const value = parseCronValue((nth ?? last)?.[1] ?? '', WEEK);
  if (value === undefined) return undefined;
  const isOfMonth = (day: Date): boolean =>
    nth ? Math.ceil(day.getDate() / 7) === Number(nth[2]) : day.getDate() + 7 > lastOfMonth(day).getDate();
  return (day) => value % 7 === day.getDay() && isOfMonth(day);
}

function parseAny(text: string, parse: (part: string) => CronDays | undefined): CronDays | undefined {
  const parts = text.split(',').map(parse);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? (day) => known.some((matches) => matches(day)) : undefined;
}

/** Days of the month, with `L` (last), `L-3`, `LW` and `15W` (nearest weekday). */
export const parseDaysOfMonth = (text: string): CronDays | undefined => parseAny(text, parseDayOfMonth);

/** Days of the week from 0 or `SUN` to 7, with `FRIL` (last) and `MON#2` (second). */
export const parseDaysOfWeek = (text: string): CronDays | undefined => parseAny(text, parseDayOfWeek);
