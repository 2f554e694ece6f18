import { giveUp } from '../feel-error.ts';
import type { Run } from '../run.ts';
import {
  addNumbers,
  divideNumbers,
  type FeelNumber,
  multiplyNumbers,
  raiseNumber,
  RoundingMode,
  subtractNumbers,
  toDecimal,
  toInt,
} from './numbers.ts';
import { DurationValue, isTemporal, MonthsValue } from './temporal.ts';
import { addToTemporal, isPoint, subtractPoints } from './temporal-arithmetic.ts';
import { toText } from './to-text.ts';
import { Failure, isNumber } from './values.ts';

type Operation = (run: Run, a: unknown, b: unknown) => unknown;

/** Adds numbers, texts, durations, and durations to points in time; null for anything else. */
export const add: Operation = (run, a, b) => {
  if (isNumber(a) && isNumber(b)) return addNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return run.text(a + b);
  if (isTemporal(a) && isTemporal(b)) {
    const sum = isPoint(a) ? addToTemporal(a, b, 1) : addToTemporal(b, a, 1);
    if (sum) return sum;
  }
  return fail(run, a, b, () => `Can't add '${toText(b)}' to '${toText(a)}'`);
};

export const subtract: Operation = (run, a, b) => {
  if (isNumber(a) && isNumber(b)) return subtractNumbers(a, b);
  if (isTemporal(a) && isTemporal(b)) {
    const difference = subtractPoints(a, b) ?? addToTemporal(a, b, -1);
    if (difference) return difference;
  }
  return fail(run, a, b, () => `Can't subtract '${toText(b)}' from '${toText(a)}'`);
};

export const multiply: Operation = (run, a, b) => {
  if (isNumber(a) && isNumber(b)) return multiplyNumbers(a, b);
  const product = isNumber(a) ? multiplyDuration(b, a) : isNumber(b) ? multiplyDuration(a, b) : undefined;
  return product ?? fail(run, a, b, () => `Can't multiply '${toText(a)}' by '${toText(b)}'`);
};

export const divide: Operation = (run, a, b) => {
  const quotient = isNumber(a) && isNumber(b) ? divideNumbers(a, b) : divideDuration(a, b);
  return quotient ?? fail(run, a, b, () => `Can't divide '${toText(a)}' by '${toText(b)}'`);
};

export const raise: Operation = (run, a, b) => {
  if (!isNumber(a) || !isNumber(b)) {
    return fail(run, a, b, () => `Expected number but found '${toText(isNumber(a) ? b : a)}'`);
  }
  return raiseNumber(a, b) ?? giveUp('a power is no number');
};

/** An error turns into null; a fatal one goes on. */
function fail(run: Run, a: unknown, b: unknown, toMessage: () => string): Failure | null {
  if (a instanceof Failure) return a.fatal ? a : null;
  if (b instanceof Failure) return b.fatal ? b : null;
  run.warn('INVALID_TYPE', toMessage);
  return null;
}

function multiplyDuration(duration: unknown, factor: FeelNumber): MonthsValue | DurationValue | undefined {
  if (duration instanceof MonthsValue) return new MonthsValue(duration.months * toInt(factor) + 0);
  if (duration instanceof DurationValue) {
    return new DurationValue(duration.nanoseconds * BigInt(toInt(factor)));
  }
  return undefined;
}

function divideDuration(a: unknown, b: unknown): unknown {
  if (a instanceof MonthsValue) {
    if (b instanceof MonthsValue) return b.months === 0 ? undefined : Math.trunc(a.months / b.months) + 0;
    if (!isNumber(b)) return undefined;
    const months = divideNumbers(a.months, b);
    return months === undefined ? undefined : new MonthsValue(toInt(months));
  }
  if (!(a instanceof DurationValue)) return undefined;
  const millis = toMillis(a);
  if (b instanceof DurationValue) {
    const divisor = toMillis(b);
    return divisor === 0n ? undefined : toSafeNumber(millis / divisor);
  }
  const quotient = isNumber(b) ? divideNumbers(millis, b) : undefined;
  if (quotient === undefined) return undefined;
  const whole = toDecimal(quotient).setScale(0, RoundingMode.DOWN).toBigInt();
  return new DurationValue(BigInt.asIntN(32, whole) * 1_000_000n);
}

function toMillis({ nanoseconds }: DurationValue): bigint {
  const millis = nanoseconds / 1_000_000n;
  return nanoseconds % 1_000_000n < 0n ? millis - 1n : millis;
}

function toSafeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
