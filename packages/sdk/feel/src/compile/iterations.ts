import { countNodes } from '../grammar/count-nodes.ts';
import type { Iterator, Node } from '../grammar/node.ts';
import type { Run } from '../run.ts';
import {
  compareNumbers,
  type FeelNumber,
  addNumbers,
  toDecimal,
  RoundingMode,
  subtractNumbers,
} from '../values/numbers.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList, isNumber } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import { warnNoBoolean } from './logic.ts';
import type { Code, Frame } from './scope.ts';

interface Product {
  /** Binds each combination of items in turn and hands it to `visit`, which may stop with a value. */
  readonly each: (
    run: Run,
    options: {
      readonly frame: Frame | undefined;
      readonly rest: readonly unknown[];
      readonly visit: (frame: Frame) => boolean;
    },
  ) => Failure | undefined;
  readonly names: readonly string[];
}

function compileProduct(
  { iterators, body }: { readonly iterators: readonly Iterator[]; readonly body: Node },
  environment: CompileEnvironment,
): Product {
  const weight = 1 + countNodes(body);
  const lists = iterators.map(({ list }) => compileNode(list, environment));
  const names = iterators.map(({ name }) => name).reverse();
  return {
    names,
    each(run, { frame, rest, visit }) {
      const values: (readonly unknown[])[] = [];
      for (const list of lists) {
        const value = list(run, frame);
        if (!isList(value)) return listFailure(run, value);
        values.push(value);
      }
      const bind = (depth: number, bound: readonly unknown[]): boolean => {
        const items = values[depth];
        if (!items) {
          run.spend(weight);
          return visit({ parent: frame, values: [...bound, ...rest] });
        }
        return items.every((item) => {
          run.spend(1);
          return bind(depth + 1, [item, ...bound]);
        });
      };
      bind(0, []);
      return undefined;
    },
  };
}

function listFailure(run: Run, value: unknown): Failure {
  if (value instanceof Failure) return value;
  run.warn('INVALID_TYPE', () => `Expected list but found '${toText(value)}'`);
  return new Failure('Expected list');
}

/** A list of results; those so far are `partial`. */
export function compileFor(
  node: { readonly iterators: readonly Iterator[]; readonly body: Node },
  environment: CompileEnvironment,
): Code {
  const product = compileProduct(node, environment);
  const scope = { kind: 'names', names: [...product.names, 'partial'], parent: environment.scope } as const;
  const body = compileNode(node.body, { ...environment, scope });
  const usesPartial = mentions(node.body, 'partial');
  return (run, frame) => {
    const results: unknown[] = [];
    const slot = product.names.length;
    const failure = product.each(run, {
      frame,
      rest: [results],
      visit: (inner) => {
        if (usesPartial) {
          run.spend(results.length >> 2);
          inner.values[slot] = [...results];
        }
        results.push(body(run, inner));
        run.checkLength(results.length);
        return true;
      },
    });
    if (failure) return failure.fatal ? failure : null;
    const list = run.list(results);
    return list;
  };
}

function mentions(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some((part) => part === name || mentions(part, name));
  return Object.values(node).some((part) => mentions(part, name));
}

/** `some` and `every`. */
export function compileQuantified(
  node: { readonly every: boolean; readonly iterators: readonly Iterator[]; readonly body: Node },
  environment: CompileEnvironment,
): Code {
  const product = compileProduct(node, environment);
  const scope = { kind: 'names', names: product.names, parent: environment.scope } as const;
  const body = compileNode(node.body, { ...environment, scope });
  const decisive = !node.every;
  return (run, frame) => {
    let result: unknown = !decisive;
    const failure = product.each(run, {
      frame,
      rest: [],
      visit: (inner) => {
        const value = body(run, inner);
        if (value === decisive) result = decisive;
        else if (value instanceof Failure && value.fatal) result = value;
        else if (value !== !decisive) {
          if (result !== null) warnNoBoolean(run, value);
          result = null;
        }
        return result !== decisive && !(result instanceof Failure);
      },
    });
    if (failure) return failure.fatal ? failure : null;
    return result;
  };
}

/** `1..5` in an iteration: whole steps up or down. */
export function compileSteps(
  node: { readonly start: Node; readonly end: Node },
  environment: CompileEnvironment,
): Code {
  const start = compileNode(node.start, environment);
  const end = compileNode(node.end, environment);
  return (run, frame) => {
    const from = start(run, frame);
    const to = end(run, frame);
    if (isNumber(from) && isNumber(to)) return listSteps(run, from, to);
    const wrong = isNumber(from) ? to : from;
    if (wrong instanceof Failure) return wrong;
    run.warn('INVALID_TYPE', () => `Expected number but found '${toText(wrong)}'`);
    return new Failure('Expected number');
  };
}

function listSteps(run: Run, from: FeelNumber, to: FeelNumber): readonly unknown[] {
  const step = compareNumbers(from, to) < 0 ? 1 : -1;
  const distance = toDecimal(subtractNumbers(to, from)).abs().setScale(0, RoundingMode.DOWN);
  const length = distance.precision() > 15 ? Number.MAX_SAFE_INTEGER : distance.numberValue() + 1;
  run.checkLength(length);
  const items: unknown[] = [];
  let value = from;
  for (let index = 0; index < length; index += 1) {
    items.push(value);
    value = addNumbers(value, step);
  }
  const list = run.list(items);
  return list instanceof Failure ? [] : list;
}
