import { formatOffset } from './format-temporal.ts';

const prefix = /^(?:UTC|GMT|UT)(?=$|[+-])/;
const lenientOffset = /^([+-])(\d\d?)(?::?([0-5]\d)(?::?([0-5]\d))?)?$/;
const strictOffset = /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?$/;
const maxOffsetSeconds = 18 * 3600;

/** A zone that is an offset: its name as the engine writes it, such as `Z`, `+02:00` or `UTC+02:00`. */
export interface FixedZone {
  readonly name: string;
  readonly offsetSeconds: number;
}

/**
 * How offsets may be written: `strict` with minutes and colons, as in texts of times; `lenient` as functions
 * take them.
 */
export type ZoneStyle = 'strict' | 'lenient';

/** Reads a zone that is an offset, with or without `UTC`, `GMT` or `UT` before it. */
export function parseFixedZone(text: string, style: ZoneStyle): FixedZone | undefined {
  if (text === 'Z') return { name: text, offsetSeconds: 0 };
  const [before = ''] = prefix.exec(text) ?? [];
  const offset = text.slice(before.length);
  if (offset === '') return before === '' ? undefined : { name: before, offsetSeconds: 0 };
  const offsetSeconds = parseOffset(offset, style);
  if (offsetSeconds === undefined) return undefined;
  const name = formatOffset(offsetSeconds);
  return { name: before === '' || offsetSeconds !== 0 ? before + name : before, offsetSeconds };
}

function parseOffset(text: string, style: ZoneStyle): number | undefined {
  const match = (style === 'strict' ? strictOffset : lenientOffset).exec(text);
  if (!match) return undefined;
  const [, sign, hours = '', minutes, seconds] = match;
  if (hours.length === 1 && minutes !== undefined) return undefined;
  if (seconds !== undefined && text.split(':').length === 2) return undefined;
  const total = (Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
  if (total > maxOffsetSeconds) return undefined;
  return sign === '-' ? 0 - total : total;
}
