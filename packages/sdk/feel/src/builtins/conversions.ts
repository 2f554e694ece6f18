import type { Run } from '../run.ts';
import { parseNumber } from '../values/numbers.ts';
import { toText } from '../values/to-text.ts';
import { Failure, kindOf } from '../values/values.ts';
import { decimalCallCost, define, type Functions } from './define-function.ts';

const groupings = new Set<unknown>([' ', ',', '.']);
const decimals = new Set<unknown>([',', '.']);

export const conversionFunctions: Functions = {
  string: [
    define(['from'], (run, value) => {
      if (typeof value === 'string') return value;
      if (kindOf(value) === 'null') return null;
      run.spendOnValue(value);
      return run.text(toText(value));
    }),
  ],
  number: [
    define(['from'], (_run, text) => (typeof text === 'string' ? toNumber(text) : undefined), {
      cost: decimalCallCost,
    }),
    define(['from', 'grouping separator'], (_run, text, grouping) => {
      if (typeof text !== 'string' || typeof grouping !== 'string') return undefined;
      return groupings.has(grouping)
        ? toNumber(text.replaceAll(grouping, ''))
        : new Failure("illegal argument for grouping. Must be one of ' ', ',' or '.'");
    }),
    define(['from', 'grouping separator', 'decimal separator'], toSeparatedNumber),
  ],
};

function toNumber(text: string): unknown {
  return parseNumber(text) ?? new Failure(`Can't parse '${text}' as a number`);
}

const illegalSeparators = new Failure(
  "illegal arguments for grouping or decimal. Must be one of ' ' (grouping only), ',' or '.'",
);

function toSeparatedNumber(_run: Run, ...args: readonly unknown[]): unknown {
  const [text, grouping, decimal] = args.map((arg) => arg ?? null);
  const isGiven = (separator: unknown) => separator === null || typeof separator === 'string';
  if (typeof text !== 'string' || !isGiven(grouping) || !isGiven(decimal)) return undefined;
  if (grouping === null && decimal === null) return undefined;
  if ((grouping !== null && !groupings.has(grouping)) || (decimal !== null && !decimals.has(decimal))) {
    return illegalSeparators;
  }
  if (grouping === decimal) return illegalSeparators;
  const bare = typeof grouping === 'string' ? text.replaceAll(grouping, '') : text;
  return toNumber(typeof decimal === 'string' ? bare.replaceAll(decimal, '.') : bare);
}
