import { toIsoTimeText } from '@jobwright/feel-time';
import type { ByteReader } from './byte-reader.ts';
import { JavaStreamError } from './java-stream-error.ts';
import { readModifiedUtf8 } from './read-modified-utf8.ts';

/** How classes of `java.time` are told apart in a stream. */
const TYPE = {
  duration: 1,
  instant: 2,
  localDate: 3,
  localTime: 4,
  localDateTime: 5,
  zonedDateTime: 6,
  region: 7,
  offset: 8,
  offsetTime: 9,
  offsetDateTime: 10,
  year: 11,
  yearMonth: 12,
  period: 14,
} as const;

const OFFSET_UNIT_SECONDS = 900;
const OFFSET_IN_SECONDS = 127;

/**
 * The text in FEEL of what `java.time` wrote.
 * @throws JavaStreamError
 */
export function javaTimeText(reader: ByteReader): string {
  const type = reader.uint8();
  switch (type) {
    case TYPE.duration:
      return durationText(Number(reader.int64()), reader.int32());
    case TYPE.instant:
      return momentText(Number(reader.int64()), reader.int32());
    case TYPE.localDate:
      return dateText(reader);
    case TYPE.localTime:
      return timeText(reader);
    case TYPE.localDateTime:
      return `${dateText(reader)}T${timeText(reader)}`;
    case TYPE.offsetTime:
      return toIsoTimeText(`${timeText(reader)}${offsetText(reader)}`);
    case TYPE.offsetDateTime:
      return toIsoTimeText(`${dateText(reader)}T${timeText(reader)}${offsetText(reader)}`);
    case TYPE.zonedDateTime:
      return toIsoTimeText(`${dateText(reader)}T${timeText(reader)}${offsetText(reader)}`);
    case TYPE.region:
      return readModifiedUtf8(reader.bytes(reader.uint16()));
    case TYPE.offset:
      return offsetText(reader);
    case TYPE.year:
      return String(reader.int32());
    case TYPE.yearMonth:
      return `${reader.int32()}-${twoDigits(reader.int8())}`;
    case TYPE.period:
      return periodText([reader.int32(), reader.int32(), reader.int32()]);
    default:
      throw new JavaStreamError(`A time of an unknown type ${type}`);
  }
}

/** A moment by its seconds since 1970, and nanoseconds. */
export function momentText(seconds: number, nanoseconds: number): string {
  const moment = new Date(seconds * 1_000);
  if (Number.isNaN(moment.getTime())) throw new JavaStreamError('A time beyond the calendar');
  return toIsoTimeText(`${moment.toISOString().slice(0, -5)}${fractionText(nanoseconds)}Z`);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const dateText = (reader: ByteReader): string =>
  `${String(reader.int32()).padStart(4, '0')}-${twoDigits(reader.int8())}-${twoDigits(reader.int8())}`;

/** Zeros at the end are left out: a part is the last one when its bits are inverted. */
function timeText(reader: ByteReader): string {
  const parts: number[] = [];
  for (let part = 0; part < 3; part += 1) {
    const value = reader.int8();
    parts.push(value < 0 ? ~value : value);
    if (value < 0) return joinTime(parts, 0);
  }
  return joinTime(parts, reader.int32());
}

const joinTime = ([hour = 0, minute = 0, second = 0]: readonly number[], nanoseconds: number): string =>
  `${[hour, minute, second].map(twoDigits).join(':')}${fractionText(nanoseconds)}`;

function fractionText(nanoseconds: number): string {
  if (nanoseconds === 0) return '';
  return `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
}

function offsetText(reader: ByteReader): string {
  const units = reader.int8();
  const seconds = units === OFFSET_IN_SECONDS ? reader.int32() : units * OFFSET_UNIT_SECONDS;
  if (seconds === 0) return 'Z';
  const absolute = Math.abs(seconds);
  const parts = [Math.trunc(absolute / 3600), Math.trunc(absolute / 60) % 60, absolute % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return `${seconds < 0 ? '-' : '+'}${shown.map(twoDigits).join(':')}`;
}

/** The seconds are rounded down, so that the nanoseconds are never negative. */
function durationText(seconds: number, nanoseconds: number): string {
  const isNegative = seconds < 0;
  const whole = isNegative && nanoseconds > 0 ? -seconds - 1 : Math.abs(seconds);
  const rest = isNegative && nanoseconds > 0 ? 1_000_000_000 - nanoseconds : nanoseconds;
  const parts = [
    unit(Math.trunc(whole / 86_400), 'D'),
    unit(Math.trunc(whole / 3_600) % 24, 'H'),
    unit(Math.trunc(whole / 60) % 60, 'M'),
  ] as const;
  const fraction = fractionText(rest);
  const secondsText = whole % 60 === 0 && fraction === '' ? '' : `${whole % 60}${fraction}S`;
  const time = `${parts[1]}${parts[2]}${secondsText}`;
  if (parts[0] === '' && time === '') return 'PT0S';
  return `${isNegative ? '-' : ''}P${parts[0]}${time === '' ? '' : `T${time}`}`;
}

function periodText([years = 0, months = 0, days = 0]: readonly number[]): string {
  const text = `${unit(years, 'Y')}${unit(months, 'M')}${unit(days, 'D')}`;
  return text === '' ? 'P0D' : `P${text}`;
}

const unit = (value: number, name: string): string => (value === 0 ? '' : `${value}${name}`);
