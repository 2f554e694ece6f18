import type { EngineTraits } from '../feel-version.ts';
import type { Run } from '../run.ts';
import { isEqual, isSame } from '../values/compare.ts';
import { type FeelNumber, toInt } from '../values/numbers.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue, isList, isNumber } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';
import { distinctItems, duplicateItems } from './distinct.ts';

/** Functions on lists. Positions count from 1, or from -1 backwards. */
export function createListFunctions(traits: EngineTraits): Functions {
  const { isStrict, listName } = traits;
  const refusesZero = (position: FeelNumber, name: string) =>
    isStrict && toInt(position) === 0 ? new Failure(`${name} must be a non-zero number`) : undefined;
  return {
    'list contains': [
      define(['list', 'element'], (run, list, element) =>
        isList(list) ? spend(run, list).some((item) => isSame(run, item, element ?? null)) : undefined,
      ),
    ],
    count: [define(['list'], (_run, list) => (isList(list) ? list.length : undefined))],
    all: [defineJunction(false)],
    and: [defineJunction(false)],
    any: [defineJunction(true)],
    or: [defineJunction(true)],
    sublist: [
      define(['list', 'start'], (run, list, start) => {
        if (!isList(list) || !isNumber(start)) return undefined;
        return refusesZero(start, 'start position') ?? slice(run, list, toIndex(list, toInt(start)));
      }),
      define(['list', 'start', 'length'], (run, list, start, length) => {
        if (!isList(list) || !isNumber(start) || !isNumber(length)) return undefined;
        const index = toIndex(list, toInt(start));
        return refusesZero(start, 'start position') ?? slice(run, list, index, index + toInt(length));
      }),
    ],
    append: [
      define(
        ['list', 'items'],
        (run, list, items) =>
          isList(list) && isList(items) ? run.list([...spend(run, list), ...items]) : undefined,
        { takesMany: true },
      ),
    ],
    concatenate: [define(['lists'], (run, lists) => flattenOnce(run, lists), { takesMany: true })],
    union: [
      define(
        ['lists'],
        (run, lists) => {
          const items = flattenOnce(run, lists);
          return isList(items) ? run.list(distinctItems(run, items)) : items;
        },
        { takesMany: true },
      ),
    ],
    'insert before': [
      define(['list', 'position', 'newItem'], (run, list, position, item) => {
        if (!isList(list) || !isNumber(position)) return undefined;
        const index = Math.max(toIndex(list, toInt(position)), 0);
        return (
          refusesZero(position, 'position') ??
          run.list([...list.slice(0, index), item ?? null, ...list.slice(index)])
        );
      }),
    ],
    remove: [
      define(['list', 'position'], (run, list, position) => {
        if (!isList(list) || !isNumber(position)) return undefined;
        const before = Math.max(toIndex(list, toInt(position)), 0);
        const after = Math.max(toIndex(list, toInt(position) + 1), 0);
        return (
          refusesZero(position, 'position') ?? run.list([...list.slice(0, before), ...list.slice(after)])
        );
      }),
    ],
    reverse: [
      define(['list'], (run, list) => (isList(list) ? run.list([...spend(run, list)].reverse()) : undefined)),
    ],
    'index of': [
      define(['list', 'match'], (run, list, match) => {
        if (!isList(list)) return undefined;
        const isMatch = (item: unknown) =>
          listName === 'Vector' ? isEqual(run, item, match) === true : isSame(run, item, match);
        return spend(run, list).flatMap((item, index) => (isMatch(item) ? [index + 1] : []));
      }),
    ],
    'distinct values': [
      define(['list'], (run, list) => (isList(list) ? run.list(distinctItems(run, list)) : undefined)),
    ],
    'duplicate values': [
      define(['list'], (run, list) => (isList(list) ? run.list(duplicateItems(run, list)) : undefined)),
    ],
    flatten: [define(['list'], (run, list) => (isList(list) ? run.list(flatten(run, list)) : undefined))],
    sort: [
      define(['list', 'precedes'], (run, list, precedes) =>
        isList(list) && precedes instanceof FunctionValue ? sort(run, list, precedes) : undefined,
      ),
    ],
    'is empty': [define(['list'], (_run, list) => (isList(list) ? list.length === 0 : undefined))],
  };
}

export const laterListFunctions: Functions = {
  partition: [
    define(['list', 'size'], (run, list, size) => {
      if (!isList(list) || !isNumber(size)) return undefined;
      const length = toInt(size);
      if (length <= 0) return new Failure(`'size' should be greater than zero but was '${toText(size)}'`);
      const parts: unknown[] = [];
      for (let index = 0; index < list.length; index += length) {
        parts.push(run.list(list.slice(index, index + length)));
      }
      return run.list(parts);
    }),
  ],
};

function spend(run: Run, list: readonly unknown[]): readonly unknown[] {
  run.spend(list.length);
  return list;
}

function toIndex(list: readonly unknown[], position: number): number {
  return position > 0 ? position - 1 : list.length + position;
}

function slice(run: Run, list: readonly unknown[], start: number, end = list.length): unknown {
  return run.list(list.slice(Math.max(start, 0), Math.max(end, 0)));
}

function flattenOnce(run: Run, lists: unknown): readonly unknown[] | Failure | undefined {
  if (!isList(lists)) return undefined;
  run.checkLength(lists.reduce<number>((total, list) => total + (isList(list) ? list.length : 1), 0));
  return run.list(lists.flat());
}

function flatten(run: Run, list: readonly unknown[]): readonly unknown[] {
  run.spend(list.length);
  return list.flatMap((item) => (isList(item) ? flatten(run, item) : [item]));
}

function defineJunction(decisive: boolean) {
  return define(
    ['list'],
    (run, list) => {
      if (!isList(list)) return undefined;
      run.spend(list.length);
      if (list.includes(decisive)) return decisive;
      return list.every((item) => item === !decisive) ? !decisive : null;
    },
    { takesMany: true },
  );
}

function sort(run: Run, list: readonly unknown[], precedes: FunctionValue): unknown {
  if (precedes.parameters.length !== 2)
    return new Failure(`expect boolean function with 2 arguments, but found '${precedes.parameters.length}'`);
  const isBefore = (a: unknown, b: unknown): boolean => {
    run.spend(1);
    run.enter();
    const answer = precedes.call(run, [a, b]);
    run.leave();
    if (typeof answer !== 'boolean') throw new NoOrder(answer);
    return answer;
  };
  try {
    return run.list([...list].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0)));
  } catch (error) {
    if (!(error instanceof NoOrder)) throw error;
    const { answer } = error;
    return new Failure(
      () => `fail to sort list by given precedes function: expected boolean but found '${toText(answer)}'`,
    );
  }
}

/** Ends a sort whose function gave something else than true or false. */
class NoOrder extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super();
    this.answer = answer;
  }
}
