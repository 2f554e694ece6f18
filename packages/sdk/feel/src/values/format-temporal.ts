import type { Temporal } from 'temporal-polyfill';
import {
  type DateTimeValue,
  type DurationValue,
  type LocalTimeValue,
  type MonthsValue,
  type TemporalValue,
  type TimeValue,
  toNanoOfSecond,
} from './temporal.ts';

/** The text the broker writes to variables: `2020-01-01T10:00+01:00[Europe/Berlin]`, `PT24H`, `P1Y2M`. */
export function toPlainTemporal(value: TemporalValue): string {
  switch (value.kind) {
    case 'date':
      return formatDate(value.date);
    case 'local time':
      return formatClock(value.time, 'short');
    case 'time':
      return formatTime(value);
    case 'local date time':
      return formatLocal(value.local, 'short');
    case 'date time':
      return formatPlainDateTime(value);
    case 'years and months':
      return formatPlainMonths(value);
    case 'days and time':
      return formatPlainDuration(value);
  }
}

/**
 * The text of ISO 8601 and RFC 3339, as the connector runtime writes it to variables:
 * `2020-01-01T10:00:00+01:00`, `PT24H`, `P1Y2M`.
 */
export function toIsoTemporal(value: TemporalValue): string {
  switch (value.kind) {
    case 'local time':
      return formatLocalTime(value);
    case 'time':
      return formatClock(value.time, 'exact') + formatOffset(value.offsetSeconds);
    case 'local date time':
      return formatLocal(value.local, 'exact');
    case 'date time':
      return formatLocal(value.local, 'exact') + formatOffset(value.offsetSeconds);
    default:
      return toPlainTemporal(value);
  }
}

/** The text the `string` function gives: `2020-01-01T10:00:00@Europe/Berlin`, `P1D`. */
export function toTemporalText(value: TemporalValue): string {
  switch (value.kind) {
    case 'date':
      return formatDate(value.date);
    case 'local time':
      return formatLocalTime(value);
    case 'time':
      return formatTime(value);
    case 'local date time':
      return formatLocal(value.local, 'exact');
    case 'date time':
      return (
        formatLocal(value.local, 'exact') +
        (value.zone === null ? formatOffset(value.offsetSeconds) : `@${value.zone}`)
      );
    case 'years and months':
      return formatMonths(value.months);
    case 'days and time':
      return formatDuration(value.nanoseconds);
  }
}

export function formatOffset(seconds: number): string {
  if (seconds === 0) return 'Z';
  const absolute = Math.abs(seconds);
  const rest = absolute % 60 === 0 ? '' : `:${twoDigits(absolute % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${twoDigits(Math.trunc(absolute / 3600))}:${twoDigits(Math.trunc(absolute / 60) % 60)}${rest}`;
}

function formatPlainDateTime(value: DateTimeValue): string {
  const zone = value.zone === null ? '' : `[${value.zone}]`;
  return formatLocal(value.local, 'short') + formatOffset(value.offsetSeconds) + zone;
}

function formatTime(value: TimeValue): string {
  const zone = value.zone === null ? formatOffset(value.offsetSeconds) : `@${value.zone}`;
  return formatClock(value.time, 'exact') + zone;
}

function formatLocalTime(value: LocalTimeValue): string {
  return formatClock(value.time, 'exact');
}

function formatLocal(local: Temporal.PlainDateTime, style: 'short' | 'exact'): string {
  return `${formatDate(local.toPlainDate())}T${formatClock(local.toPlainTime(), style)}`;
}

function formatDate(date: Temporal.PlainDate): string {
  const year = Math.abs(date.year).toString().padStart(4, '0');
  const sign = date.year < 0 ? '-' : date.year > 9999 ? '+' : '';
  return `${sign}${year}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/** `short` leaves out zero seconds and writes fractions in groups of three digits, `exact` neither. */
function formatClock(time: Temporal.PlainTime, style: 'short' | 'exact'): string {
  const minutes = `${twoDigits(time.hour)}:${twoDigits(time.minute)}`;
  const digits = toNanoOfSecond(time).toString().padStart(9, '0').replace(/0+$/, '');
  if (style === 'short') {
    if (digits !== '')
      return `${minutes}:${twoDigits(time.second)}.${digits.padEnd(Math.ceil(digits.length / 3) * 3, '0')}`;
    return time.second === 0 ? minutes : `${minutes}:${twoDigits(time.second)}`;
  }
  return `${minutes}:${twoDigits(time.second)}${digits === '' ? '' : `.${digits}`}`;
}

function formatPlainMonths({ months }: MonthsValue): string {
  const years = Math.trunc(months / 12);
  const rest = months % 12;
  const text = `${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
  return `P${text === '' ? '0D' : text}`;
}

function formatPlainDuration({ nanoseconds }: DurationValue): string {
  if (nanoseconds === 0n) return 'PT0S';
  const seconds = nanoseconds / 1_000_000_000n;
  const nano = nanoseconds % 1_000_000_000n;
  const [hours, minutes, rest] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const sign = rest === 0n && nano < 0n ? '-' : '';
  const fraction = absolute(nano).toString().padStart(9, '0').replace(/0+$/, '');
  const secondsText =
    rest === 0n && nano === 0n ? '' : `${sign}${rest}${fraction === '' ? '' : `.${fraction}`}S`;
  return `PT${hours === 0n ? '' : `${hours}H`}${minutes === 0n ? '' : `${minutes}M`}${secondsText}`;
}

function formatMonths(months: number): string {
  if (months === 0) return 'P0Y';
  const sign = months < 0 ? '-' : '';
  const years = Math.trunc(Math.abs(months) / 12);
  const rest = Math.abs(months) % 12;
  return `${sign}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
}

function formatDuration(nanoseconds: bigint): string {
  // The engine counts whole seconds downwards, so a fraction below zero is the next second.
  const floor = nanoseconds / 1_000_000_000n - (nanoseconds % 1_000_000_000n < 0n ? 1n : 0n);
  const truncated = nanoseconds / 1_000_000_000n;
  const parts: readonly (readonly [bigint, string])[] = [
    [truncated / 86_400n, 'D'],
    [(truncated / 3600n) % 24n, 'H'],
    [(truncated / 60n) % 60n, 'M'],
    [floor % 60n, 'S'],
  ];
  if (parts.every(([amount]) => amount === 0n)) return 'P0D';
  const negative = parts.every(([amount]) => amount <= 0n);
  const [days = '', ...clock] = parts.map(([amount, unit]) =>
    amount === 0n ? '' : `${negative ? -amount : amount}${unit}`,
  );
  const time = clock.join('');
  return `${negative ? '-' : ''}P${days}${time === '' ? '' : `T${time}`}`;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function twoDigits(value: number): string {
  return value.toString().padStart(2, '0');
}
