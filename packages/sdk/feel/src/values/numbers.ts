import { Big, BigDecimal, MC, RoundingMode } from 'bigdecimal.js';

/**
 * A plain number while it is a whole one that JavaScript holds exactly or comes from the context, else a
 * decimal.
 */
export type FeelNumber = number | bigint | BigDecimal;

export { BigDecimal, RoundingMode };

const minPrecision = 34;
const decimal128 = MC(minPrecision, RoundingMode.HALF_EVEN);
const maxExponent = 999_999_999;
/** More digits than this are never written out. */
export const maxDigits = 10_000;
const maxLong = 2n ** 63n;
const maxSmall = 2 ** 52;

export function isNumber(value: unknown): value is FeelNumber {
  return typeof value === 'number' || value instanceof BigDecimal || typeof value === 'bigint';
}

/** The decimal of a number; a number of JavaScript is what the engine reads from its text. */
export function toDecimal(value: FeelNumber): BigDecimal {
  if (value instanceof BigDecimal) return value;
  if (typeof value === 'bigint') return Big(value);
  if (Number.isInteger(value) && Math.abs(value) < Number(maxLong)) return Big(BigInt(value));
  return toDecimalOfDouble(value);
}

/** The decimal of a result of floating-point functions: `2` is `2.0`. */
export function toDecimalOfDouble(value: number): BigDecimal {
  const text = Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7 ? value.toExponential() : String(value);
  return Big(/[.]/.test(text) ? text : text.replace(/^(-?\d+)/, '$1.0'));
}

/** A whole number stays plain. */
export function simplify(value: BigDecimal): FeelNumber {
  if (value.scale() !== 0 || value.precision() > 15) return value;
  return value.numberValue();
}

export function parseNumber(text: string): FeelNumber | null {
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?$/.test(text) || text.length > maxDigits)
    return null;
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return simplify(Big(text));
}

export function addNumbers(a: FeelNumber, b: FeelNumber): FeelNumber {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [x, y] = align(toDecimal(a), toDecimal(b));
  return simplify(x.add(y, contextOf(x)));
}

export function subtractNumbers(a: FeelNumber, b: FeelNumber): FeelNumber {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return addNumbers(toDecimal(a), toDecimal(b).negate());
}

export function multiplyNumbers(a: FeelNumber, b: FeelNumber): FeelNumber {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  const x = toDecimal(a);
  return simplify(x.multiply(toDecimal(b), contextOf(x)));
}

/** `undefined` for a division by zero. */
export function divideNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  const x = toDecimal(a);
  const y = toDecimal(b);
  return y.signum() === 0 ? undefined : simplify(x.divideWithMathContext(y, contextOf(x)));
}

/** `undefined` for a division by zero or a quotient that is out of bounds. */
export function moduloNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const isSmall = b !== 0 && Math.abs(b) < maxSmall;
    if (isSmall) return (((a % b) + b) % b) + 0;
  }
  const x = toDecimal(a);
  const y = toDecimal(b);
  if (y.signum() === 0 || exponentOf(x) - exponentOf(y) > minPrecision) return undefined;
  const rest = x.remainder(y, decimal128);
  return simplify(rest.add(y, decimal128).remainder(y, decimal128));
}

/** `undefined` where the power is out of bounds or not a number. */
export function raiseNumber(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  const exponent = toDecimal(b);
  if (!isWhole(exponent)) {
    const power = toDecimal(a).numberValue() ** exponent.numberValue();
    return Number.isFinite(power) ? toDecimalOfDouble(power) : undefined;
  }
  const whole = exponent.precision() > 12 ? maxExponent + 1 : exponent.numberValue();
  if (Math.abs(whole) > maxExponent) return undefined;
  try {
    return simplify(toDecimal(a).pow(whole, contextOf(toDecimal(a))));
  } catch {
    return undefined;
  }
}

export function negateNumber(value: FeelNumber): FeelNumber {
  if (typeof value === 'number') return 0 - value;
  return simplify(toDecimal(value).negate());
}

export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return toDecimal(a).compareTo(toDecimal(b));
}

/** `undefined` where more digits would be written than {@link maxDigits}. */
export function roundNumber(options: {
  readonly value: FeelNumber;
  readonly scale: number;
  readonly mode: RoundingMode;
}): FeelNumber | undefined {
  const decimal = toDecimal(options.value);
  if (Math.abs(options.scale) > maxDigits || Math.abs(exponentOf(decimal)) > maxDigits) return undefined;
  const rounded = decimal.setScale(options.scale, options.mode);
  return options.scale < 0 ? rounded : simplify(rounded);
}

export function isWhole(value: BigDecimal): boolean {
  return value.scale() <= 0 || value.signum() === 0 || value.stripTrailingZeros().scale() <= 0;
}

/** The 32 bits that a position or a scale is read from. */
export function toInt(value: FeelNumber): number {
  if (typeof value === 'number') return Math.trunc(value) | 0;
  const decimal = toDecimal(value);
  if (exponentOf(decimal) > maxDigits) return 0;
  return Number(BigInt.asIntN(32, decimal.setScale(0, RoundingMode.DOWN).toBigInt()));
}

/** Plain JSON: a number, or a bigint for a whole number that a JavaScript number cannot hold. */
export function toPlainNumber(value: FeelNumber): number | bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (!isWhole(value)) {
    const double = value.numberValue();
    return Number.isFinite(double) ? double + 0 : null;
  }
  if (exponentOf(value) > 308) return null;
  const whole = value.toBigInt();
  const double = Number(whole);
  return BigInt(double) === whole ? double + 0 : whole;
}

export function toNumberText(value: FeelNumber): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value + 0);
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : toDecimal(value).toString();
}

/** The power of ten of the first digit. */
function exponentOf(value: BigDecimal): number {
  return value.precision() - value.scale();
}

function contextOf(left: BigDecimal) {
  const precision = left.precision();
  return precision > minPrecision ? MC(precision, RoundingMode.HALF_EVEN) : decimal128;
}

/**
 * Numbers so far apart that the smaller one is beyond the precision are brought closer, so that no digits are
 * written for the gap.
 */
function align(a: BigDecimal, b: BigDecimal): readonly [BigDecimal, BigDecimal] {
  if (a.signum() === 0 || b.signum() === 0) return [clampZero(a, b), clampZero(b, a)];
  const gap = exponentOf(a) - exponentOf(b);
  const reach = a.precision() + b.precision() + minPrecision + 3;
  if (gap > reach) return [a, tinyOperand(a, b, reach)];
  if (gap < -reach) return [tinyOperand(b, a, reach), b];
  return [a, b];
}

function tinyOperand(large: BigDecimal, small: BigDecimal, reach: number): BigDecimal {
  return Big(BigInt(small.signum()), reach - exponentOf(large));
}

function clampZero(value: BigDecimal, other: BigDecimal): BigDecimal {
  if (value.signum() !== 0 || Math.abs(value.scale() - other.scale()) <= maxDigits) return value;
  return Big(0n, other.scale());
}
