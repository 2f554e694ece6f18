import { LosslessNumber } from 'lossless-json';

/** A number of JSON that is written otherwise in JavaScript, or that JavaScript cannot hold. */
export type ExactNumber = number | bigint | LosslessNumber;

const NUMBER = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/;
const LARGEST_LONG = 2n ** 63n - 1n;
const LONG_DIGITS = 19;
/** From here on JavaScript writes an exponent, which makes it a floating-point number for the engine too. */
const WRITTEN_WITH_EXPONENT = 1e21;

/** The number of a text of JSON, kept as it is written where a number would be written otherwise. */
export function toExactNumber(text: string): ExactNumber {
  const number = parseEngineNumber(text);
  return number !== undefined && String(number) === text ? number : new LosslessNumber(text);
}

/** What stands for a number in a process: a number that keeps its digits in an engine, else the text. */
export function toProcessNumber(text: string): number | bigint | string {
  return parseEngineNumber(text) ?? text;
}

/** Whether a text is a number of JSON that no process can hold as a number. */
export const isTextOfNumber = (text: string): boolean =>
  /^-?(?:0|[1-9])/.test(text) &&
  !/^-?0\d/.test(text) &&
  NUMBER.test(text) &&
  parseEngineNumber(text) === undefined;

/** Whether two numbers are the same, however they are written. */
export const isSameNumber = (one: string, other: string): boolean => {
  const digits = significantDigits(one);
  return digits !== undefined && digits === significantDigits(other);
};

/** An engine holds whole numbers of 64 bits and floating-point numbers. `undefined`: digits would be lost. */
function parseEngineNumber(text: string): number | bigint | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    const long = parseLong(text);
    if (long !== undefined || Math.abs(number) < WRITTEN_WITH_EXPONENT) return long;
  }
  return isSameNumber(text, String(number)) ? number : undefined;
}

function parseLong(text: string): bigint | undefined {
  if (!/^-?\d+$/.test(text) || text.replace('-', '').length > LONG_DIGITS) return undefined;
  const value = BigInt(text);
  return value <= LARGEST_LONG && value >= -LARGEST_LONG - 1n ? value : undefined;
}

/** The digits that count, and the power of ten of the last. */
function significantDigits(text: string): string | undefined {
  const groups = NUMBER.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = '', whole = '', fraction = '', exponent = '0' } = groups;
  const all = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = withoutZeros(all);
  if (digits === '') return '0';
  return `${sign}${digits}e${Number(exponent) - fraction.length + (all.length - digits.length)}`;
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
