import { toTwoDigits } from './calendar.ts';
import type { FeelDateTime, FeelTime } from './feel-time.ts';
import { readFeelTime, toDateTime } from './read-feel-time.ts';

/**
 * The time as ISO 8601 and RFC 3339 have it: with seconds, with its offset, without the name of a zone, with
 * all digits of a fraction: `2026-01-31`, `10:00:00`, `2026-01-31T10:00:00.123+01:00`. A moment whose offset
 * has seconds is written in UTC.
 */
export function writeFeelTime(value: FeelTime): string {
  switch (value.kind) {
    case 'date':
      return value.date;
    case 'time':
      return value.time + toOffsetText(value.offsetSeconds);
    case 'date-time': {
      const { date, time, offsetSeconds } = value;
      if (offsetSeconds !== undefined && offsetSeconds % 60 !== 0) return writeFeelTime(toUtcTime(value));
      return `${date}T${time}${toOffsetText(offsetSeconds)}`;
    }
  }
}

/** The same moment in UTC; a local date-time stays as it is. */
export function toUtcTime(value: FeelDateTime): FeelDateTime {
  if (value.epochNanoseconds === undefined) return value;
  const seconds = value.epochNanoseconds / 1_000_000_000n;
  const rest = value.epochNanoseconds % 1_000_000_000n;
  const localSeconds = Number(rest < 0n ? seconds - 1n : seconds);
  const fraction = /\.(\d+)$/.exec(value.time)?.[1] ?? '';
  return toDateTime({ localSeconds, offsetSeconds: 0 }, { fraction, zone: undefined });
}

/**
 * Writes a text that is a time of FEEL as {@link writeFeelTime} does; all other texts, durations among them,
 * stay as they are.
 */
export function toIsoTimeText(text: string): string {
  const value = readFeelTime(text);
  return value === undefined ? text : writeFeelTime(value);
}

function toOffsetText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  if (seconds === 0) return 'Z';
  const absolute = Math.abs(seconds);
  const parts = [Math.trunc(absolute / 3600), Math.trunc(absolute / 60) % 60, absolute % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return `${seconds < 0 ? '-' : '+'}${shown.map(toTwoDigits).join(':')}`;
}
