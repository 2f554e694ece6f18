import { giveUp } from '../feel-error.ts';
import type { Run } from '../run.ts';
import { compareOrder, isComparableList } from '../values/compare.ts';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  type FeelNumber,
  multiplyNumbers,
  subtractNumbers,
  toDecimal,
  toDecimalOfDouble,
} from '../values/numbers.ts';
import { sumNumbers } from '../values/sum-numbers.ts';
import { toText } from '../values/to-text.ts';
import { Failure, type FunctionValue, isList, isNumber } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

/** Functions that make one value of a list, given as a list or as arguments. */
export const statisticFunctions: Functions = {
  min: [defineExtreme((order) => order < 0)],
  max: [defineExtreme((order) => order > 0)],
  sum: [defineStatistic(sumNumbers)],
  product: [
    defineStatistic((numbers) => numbers.reduce((product, number) => multiplyNumbers(product, number), 1)),
  ],
  mean: [defineStatistic((numbers) => divideNumbers(sumNumbers(numbers), numbers.length))],
  median: [defineStatistic(medianOf)],
  stddev: [defineStatistic(deviationOf)],
  mode: [
    define(
      ['list'],
      (run, list) => {
        if (!isList(list)) return undefined;
        return list.length === 0 ? [] : withNumbers(run, list, modeOf);
      },
      { takesMany: true },
    ),
  ],
};

function defineExtreme(isBetter: (order: number) => boolean): FunctionValue {
  return define(
    ['list'],
    (run, list) => {
      if (!isList(list)) return undefined;
      if (list.length === 0) return null;
      run.spend(list.length);
      if (!isComparableList(list)) return new Failure(() => `${toText(list)} is not comparable`);
      if (isList(list[0])) giveUp('lists have no order');
      return list.reduce((best, item) => (isBetter(compareOrder(item, best)) ? item : best));
    },
    { takesMany: true },
  );
}

function defineStatistic(compute: (numbers: readonly FeelNumber[]) => unknown): FunctionValue {
  return define(
    ['list'],
    (run, list) => {
      if (!isList(list)) return undefined;
      return list.length === 0 ? null : withNumbers(run, list, compute);
    },
    { takesMany: true },
  );
}

function withNumbers(
  run: Run,
  list: readonly unknown[],
  compute: (numbers: readonly FeelNumber[]) => unknown,
): unknown {
  run.spend(list.length * (list.every((item) => typeof item === 'number') ? plainCost : decimalCost));
  const numbers = list.filter(isNumber);
  if (numbers.length === list.length) return compute(numbers);
  const other = list.find((item) => !isNumber(item));
  return new Failure(() => `expected number but found '${toText(other)}'`);
}

/** Steps for each number; the plain ones are mostly whole. */
const plainCost = 4;
const decimalCost = 16;

function sortNumbers(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  return [...numbers].sort(compareNumbers);
}

function medianOf(numbers: readonly FeelNumber[]): unknown {
  const sorted = sortNumbers(numbers);
  const middle = Math.trunc(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined || low === undefined || sorted.length % 2 === 1) return high;
  return divideNumbers(addNumbers(low, high), 2);
}

function deviationOf(numbers: readonly FeelNumber[]): unknown {
  const mean = divideNumbers(sumNumbers(numbers), numbers.length) ?? 0;
  const squares = numbers.map((number) => {
    const distance = subtractNumbers(number, mean);
    return multiplyNumbers(distance, distance);
  });
  const variance = divideNumbers(sumNumbers(squares), numbers.length - 1);
  return variance === undefined
    ? giveUp('the deviation of a single number')
    : toDecimalOfDouble(Math.sqrt(toDecimal(variance).numberValue()));
}

function modeOf(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  let best = 0;
  let modes: FeelNumber[] = [];
  let count = 0;
  const sorted = sortNumbers(numbers);
  for (const [index, number] of sorted.entries()) {
    const previous = sorted[index - 1];
    count = previous !== undefined && compareNumbers(previous, number) === 0 ? count + 1 : 1;
    if (count > best) [best, modes] = [count, []];
    if (count === best) modes.push(number);
  }
  return modes;
}
