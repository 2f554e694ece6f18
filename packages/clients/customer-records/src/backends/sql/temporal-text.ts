import { type FeelTime, readFeelTime, toUtcTime, writeFeelTime } from '@jobwright/feel-time';
import type { ColumnKind } from './sql-dialect.ts';

/**
 * A time as FEEL writes it, for a column: a moment where the column holds moments, else what the clock shows,
 * without its zone. `utc`: the moment in UTC instead. Undefined: the text is none, and the database may know
 * it.
 */
export function toTemporalText(text: string, kind: ColumnKind, zone: 'own' | 'utc'): string | undefined {
  const value = readFeelTime(text);
  if (value === undefined) return undefined;
  switch (kind) {
    case 'instant':
      return value.kind === 'date-time' ? toMoment(value, zone) : undefined;
    case 'dateTime':
      if (value.kind !== 'date-time') return undefined;
      return toDateTimeText(zone === 'utc' ? toUtcTime(value) : value);
    case 'date':
      return value.kind === 'time' ? undefined : writeDay(value.date);
    case 'time':
      return value.kind === 'date' ? undefined : value.time;
    case 'zonedTime':
      return value.kind === 'date' ? undefined : toZonedTime(value);
    default:
      return undefined;
  }
}

type FeelDateTime = Extract<FeelTime, { kind: 'date-time' }>;

const toMoment = (value: FeelDateTime, zone: 'own' | 'utc'): string =>
  zone === 'utc' ? toDateTimeText(toUtcTime(value)) : withSqlYear(writeFeelTime(value));

const toDateTimeText = ({ date, time }: FeelDateTime): string => withSqlYear(`${date} ${time}`);

const writeDay = (date: string): string => withSqlYear(date);

function toZonedTime(value: Exclude<FeelTime, { kind: 'date' }>): string {
  return writeFeelTime({ ...value, kind: 'time' });
}

/** SQL has no signs before years: what is before ours ends with BC, and there is no year 0. */
function withSqlYear(text: string): string {
  const [, sign, year = '', rest = ''] = /^([+-])(\d+)(.*)$/.exec(text) ?? [];
  if (sign === undefined) return text;
  return sign === '+' ? `${year}${rest}` : `${String(Number(year) + 1).padStart(4, '0')}${rest} BC`;
}

/** ISO 8601-2 has the sign of a duration in front, SQL before each of its numbers. */
export const toSignedDuration = (text: string): string =>
  /^-P(?=.)[\dYMWDTHS.]+$/.test(text) ? text.slice(1).replace(/(\d+(?:\.\d+)?)/g, '-$1') : text;
