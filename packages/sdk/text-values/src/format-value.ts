import { createLruCache } from '@jobwright/concurrency';
import { readFeelTime } from '@jobwright/feel-time';

/** Where and when a document is read: decides how numbers, money and dates are written. */
export interface Locale {
  /** BCP 47. */
  readonly tag: string;
  /** IANA, e.g. `Europe/Berlin`; for times only, a date is a date. */
  readonly timeZone: string;
}

/** Names of the formats: `money` is written as `money:EUR`. */
export const FORMATS = ['number', 'money', 'percent', 'date', 'time', 'dateTime', 'upper', 'lower'] as const;

const DATE_STYLES = ['short', 'medium', 'long', 'full'] as const;
type DateStyle = (typeof DATE_STYLES)[number];
const isDateStyle = (text: string): text is DateStyle => DATE_STYLES.some((style) => style === text);

/** A value as text, or why it cannot be written so. */
export interface FormattedValue {
  readonly text?: string;
  /** What is wrong, for whoever wrote the format or the value. */
  readonly problem?: string;
}

/** Writes a value as a format such as `money:EUR`, `number:2` or `date:long` says; without one as it is. */
export function formatValue(value: unknown, format: string | undefined, locale: Locale): FormattedValue {
  if (value === null) return { text: '' };
  if (format === undefined || format === '') return formatPlain(value);
  const [name = '', argument = ''] = format.split(':', 2).map((part) => part.trim());
  switch (name) {
    case 'number':
    case 'money':
    case 'percent':
      return formatNumber({ value, name, argument }, locale);
    case 'date':
    case 'time':
    case 'dateTime':
      return formatDate({ value, name, argument }, locale);
    case 'upper':
    case 'lower': {
      const { text = '', problem } = formatPlain(value);
      if (problem !== undefined) return { problem };
      return {
        text: name === 'upper' ? text.toLocaleUpperCase(locale.tag) : text.toLocaleLowerCase(locale.tag),
      };
    }
    default:
      return { problem: `There is no format "${name}"; there are ${FORMATS.join(', ')}` };
  }
}

function formatPlain(value: unknown): FormattedValue {
  switch (typeof value) {
    case 'string':
      return { text: value };
    case 'number':
    case 'bigint':
    case 'boolean':
      return { text: String(value) };
    default:
      return { problem: 'Expected a text or a number, got a list or an object' };
  }
}

interface Request<Name extends string> {
  readonly value: unknown;
  readonly name: Name;
  readonly argument: string;
}

/** Decimal texts keep all their digits: they are never made a floating-point number. */
function formatNumber(
  { value, name, argument }: Request<'number' | 'money' | 'percent'>,
  locale: Locale,
): FormattedValue {
  if (value === '') return { text: '' };
  const decimal = typeof value === 'string' ? value.trim() : value;
  if (!isDecimal(decimal)) return { problem: `Expected a number to write as ${name}` };
  const [code = '', digits = code] = argument.split(' ', 2);
  if (name === 'money' && !/^[A-Z]{3}$/.test(code))
    return { problem: 'Expected a currency, as in money:EUR' };
  const places = readDigits(name === 'money' ? digits.replace(code, '') : argument);
  if (places === undefined)
    return {
      problem: `Expected decimal places such as ${name === 'money' ? 'money:EUR 2' : `${name}:2 or ${name}:0-3`}`,
    };
  const options: Intl.NumberFormatOptions = {
    // What rounds to zero has no sign.
    signDisplay: 'negative',
    ...(name === 'money' ? { style: 'currency', currency: code } : {}),
    ...(name === 'percent' ? { style: 'percent' } : {}),
    ...places,
  };
  return { text: getNumberFormat(locale.tag, options).format(decimal).replaceAll('\u202F', '\u00A0') };
}

const MAX_PLACES = 20;

/** `undefined` for too many places, or a range that ends before it starts. */
function readDigits(argument: string): Intl.NumberFormatOptions | undefined {
  const [, min, max = min] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(argument) ?? [];
  if (min === undefined) return {};
  if (Number(min) > Number(max) || Number(max) > MAX_PLACES) return undefined;
  return { minimumFractionDigits: Number(min), maximumFractionDigits: Number(max) };
}

type Decimal = number | bigint | `${number}`;
const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value));

/** To create a format takes longer than to use it. */
const MAX_FORMATS = 200;
const numberFormats = createLruCache<Intl.NumberFormat>({ maxEntries: MAX_FORMATS });
const dateFormats = createLruCache<Intl.DateTimeFormat>({ maxEntries: MAX_FORMATS });

const getNumberFormat = (tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  numberFormats.getOrCreate(`${tag} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag, options));

const getDateFormat = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dateFormats.getOrCreate(`${tag} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag, options));

function formatDate(
  { value, name, argument }: Request<'date' | 'time' | 'dateTime'>,
  { tag, timeZone }: Locale,
): FormattedValue {
  if (value === '') return { text: '' };
  const moment = typeof value === 'number' ? { ms: value, hasZone: true } : readMoment(value, name);
  const date = moment && new Date(moment.ms);
  if (date === undefined || Number.isNaN(date.getTime())) {
    return { problem: `Expected a date such as 2026-01-31 or 2026-01-31T10:00:00Z to write as ${name}` };
  }
  const style = argument === '' ? 'medium' : argument;
  if (!isDateStyle(style)) return { problem: `Expected one of ${DATE_STYLES.join(', ')} as in ${name}:long` };
  const options: Intl.DateTimeFormatOptions = {
    timeZone: moment?.hasZone === true ? timeZone : 'UTC',
    ...(name === 'time' ? {} : { dateStyle: style }),
    ...(name === 'date' ? {} : { timeStyle: style === 'full' || style === 'long' ? 'medium' : 'short' }),
  };
  return { text: getDateFormat(tag, options).format(date).replaceAll('\u202F', '\u00A0') };
}

/** A time without a zone, or without a day, is what the clock on the wall showed, wherever this runs. */
function readMoment(
  value: unknown,
  name: 'date' | 'time' | 'dateTime',
): { readonly ms: number; readonly hasZone: boolean } | undefined {
  if (typeof value !== 'string') return undefined;
  const read = readFeelTime(value.replace(/^([+-]?\d{4,9}-\d\d-\d\d) /, '$1T'));
  if (read === undefined) return undefined;
  if (read.kind === 'time')
    return name === 'time' ? { ms: Date.parse(`1970-01-01T${read.time}Z`), hasZone: false } : undefined;
  const day = expandYear(read.date);
  if (read.kind === 'date') return { ms: Date.parse(day), hasZone: false };
  if (read.epochNanoseconds === undefined) return { ms: Date.parse(`${day}T${read.time}Z`), hasZone: false };
  return { ms: Number(read.epochNanoseconds / 1_000_000n), hasZone: true };
}

/** Years of more than four digits, or before year 0, have a sign and six digits (ECMA-262, 21.4.1.32). */
const expandYear = (date: string): string =>
  date.replace(/^([+-]?)(\d+)(?=-)/, (written, sign: string, year: string) =>
    sign === '' && year.length === 4 ? written : `${sign === '' ? '+' : sign}${year.padStart(6, '0')}`,
  );
