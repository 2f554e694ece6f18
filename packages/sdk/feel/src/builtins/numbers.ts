import { giveUp } from '../feel-error.ts';
import type { Run } from '../run.ts';
import {
  compareNumbers,
  type FeelNumber,
  moduloNumbers,
  negateNumber,
  roundNumber,
  RoundingMode,
  toDecimal,
  toDecimalOfDouble,
  toInt,
} from '../values/numbers.ts';
import { DurationValue, MonthsValue } from '../values/temporal.ts';
import { Failure, isNumber } from '../values/values.ts';
import { decimalCallCost, define, type Functions } from './define-function.ts';

const modes: Readonly<Record<string, RoundingMode>> = {
  UP: RoundingMode.UP,
  DOWN: RoundingMode.DOWN,
  CEILING: RoundingMode.CEILING,
  FLOOR: RoundingMode.FLOOR,
  HALF_UP: RoundingMode.HALF_UP,
  HALF_DOWN: RoundingMode.HALF_DOWN,
  HALF_EVEN: RoundingMode.HALF_EVEN,
  UNNECESSARY: RoundingMode.UNNECESSARY,
};

export const numberFunctions: Functions = {
  decimal: [
    defineRounding(['n', 'scale'], RoundingMode.HALF_EVEN),
    define(['n', 'scale', 'mode'], (run, value, scale, mode) => {
      if (!isNumber(value) || !isNumber(scale) || typeof mode !== 'string') return undefined;
      const known = modes[mode.toUpperCase()];
      if (known === undefined) {
        return new Failure(
          `Illegal argument '${mode}' for rounding mode. Must be one of: ${Object.keys(modes).join(', ')}`,
        );
      }
      return round(run, { value, scale, mode: known });
    }),
  ],
  floor: [defineWhole(RoundingMode.FLOOR), defineRounding(['n', 'scala'], RoundingMode.FLOOR)],
  ceiling: [defineWhole(RoundingMode.CEILING), defineRounding(['n', 'scale'], RoundingMode.CEILING)],
  'round up': [defineRounding(['n', 'scale'], RoundingMode.UP)],
  'round down': [defineRounding(['n', 'scale'], RoundingMode.DOWN)],
  'round half up': [defineRounding(['n', 'scale'], RoundingMode.HALF_UP)],
  'round half down': [defineRounding(['n', 'scala'], RoundingMode.HALF_DOWN)],
  abs: [
    define(['number'], (_run, value) => absoluteOf(value)),
    define(['n'], (_run, value) => absoluteOf(value)),
  ],
  modulo: [
    define(['dividend', 'divisor'], (_run, dividend, divisor) => {
      if (!isNumber(dividend) || !isNumber(divisor)) return undefined;
      return moduloNumbers(dividend, divisor) ?? giveUp('a division by zero');
    }),
  ],
  sqrt: [
    define(['number'], (_run, value) => {
      if (!isNumber(value)) return undefined;
      return compareNumbers(value, 0) < 0 ? null : fromDouble(Math.sqrt(toDouble(value)));
    }),
  ],
  log: [defineDouble(Math.log)],
  exp: [defineDouble(Math.exp)],
  odd: [define(['number'], (_run, value) => isRest(value, 1))],
  even: [define(['number'], (_run, value) => isRest(value, 0))],
  'random number': [define([], () => Math.random())],
};

function defineRounding(parameters: readonly string[], mode: RoundingMode) {
  return define(
    parameters,
    (run, value, scale) =>
      isNumber(value) && isNumber(scale) ? round(run, { value, scale, mode }) : undefined,
    { cost: decimalCallCost },
  );
}

function defineWhole(mode: RoundingMode) {
  return define(['n'], (run, value) => (isNumber(value) ? round(run, { value, scale: 0, mode }) : undefined));
}

function defineDouble(compute: (value: number) => number) {
  return define(['number'], (_run, value) =>
    isNumber(value) ? fromDouble(compute(toDouble(value))) : undefined,
  );
}

/** Digits that are written in the time of a step. */
const digitsPerStep = 8;

function round(
  run: Run,
  options: { readonly value: FeelNumber; readonly scale: FeelNumber; readonly mode: RoundingMode },
): FeelNumber | Failure {
  const { value, mode } = options;
  const scale = toInt(options.scale);
  run.spend(Math.abs(scale) / digitsPerStep);
  try {
    return roundNumber({ value, scale, mode }) ?? new Failure('Failed to round: too many digits');
  } catch {
    return new Failure("Failed to apply rounding mode 'UNNECESSARY': Rounding necessary");
  }
}

function toDouble(value: FeelNumber): number {
  return typeof value === 'number' ? value : toDecimal(value).numberValue();
}

function fromDouble(value: number): FeelNumber {
  return Number.isFinite(value) ? toDecimalOfDouble(value) : giveUp('a result is no number');
}

function absoluteOf(value: unknown): unknown {
  if (isNumber(value)) return compareNumbers(value, 0) < 0 ? negateNumber(value) : value;
  if (value instanceof MonthsValue) return new MonthsValue(Math.abs(value.months));
  if (!(value instanceof DurationValue)) return undefined;
  return new DurationValue(value.nanoseconds < 0n ? -value.nanoseconds : value.nanoseconds);
}

function isRest(value: unknown, rest: 0 | 1): boolean | undefined {
  if (!isNumber(value)) return undefined;
  const remainder = moduloNumbers(value, 2);
  return remainder === undefined ? rest === 0 : compareNumbers(remainder, rest) === 0;
}
