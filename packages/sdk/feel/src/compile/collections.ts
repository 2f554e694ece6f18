import { countNodes } from '../grammar/count-nodes.ts';
import type { Node, RangeNode } from '../grammar/node.ts';
import type { Run } from '../run.ts';
import { addNumbers, compareNumbers, type FeelNumber, subtractNumbers, toInt } from '../values/numbers.ts';
import { setEntry } from '../values/to-plain-value.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList, isNumber, RangeValue, kindOf } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import type { Code, Frame } from './scope.ts';

export function compileList(items: readonly Node[], environment: CompileEnvironment): Code {
  const compiled = items.map((item) => compileNode(item, environment));
  return (run, frame) => run.list(compiled.map((item) => item(run, frame)));
}

/** Each entry sees those before it. */
export function compileContext(
  entries: readonly (readonly [string, Node])[],
  environment: CompileEnvironment,
): Code {
  const keys = entries.map(([key]) => key);
  const compiled = entries.map(([, node], index) => {
    const scope = { kind: 'entries', names: keys.slice(0, index), parent: environment.scope } as const;
    return compileNode(node, { ...environment, scope });
  });
  return (run, frame) => {
    const context: Record<string, unknown> = {};
    const inner: Frame = { parent: frame, values: [] };
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const value = compiled[index]?.(run, inner);
      if (value instanceof Failure)
        return value.fatal ? new Failure(`fatal error("${value.message}")`) : value;
      inner.values.push(value);
      setEntry(context, key, value);
    }
    return run.made(context, inner.values);
  };
}

const rangeKinds = new Set([
  'number',
  'date',
  'time',
  'local time',
  'date time',
  'local date time',
  'years and months',
  'days and time',
]);

export function compileRange(node: RangeNode, environment: CompileEnvironment): Code {
  const start = compileNode(node.start, environment);
  const end = compileNode(node.end, environment);
  const { startIncluded, endIncluded } = node;
  return (run, frame) => {
    const from = start(run, frame);
    const to = end(run, frame);
    if (from instanceof Failure) return from;
    if (to instanceof Failure) return to;
    const kind = kindOf(from);
    if (kind !== kindOf(to) || !rangeKinds.has(kind)) {
      run.warn('INVALID_TYPE', () => `Invalid range definition '${toText(from)}..${toText(to)}'`);
      return new Failure('Invalid range definition');
    }
    return new RangeValue({ start: from, end: to, startIncluded, endIncluded });
  };
}

/** An item by its position, or the items that meet a condition. */
export function compileFilter(
  node: { readonly list: Node; readonly filter: Node },
  environment: CompileEnvironment,
): Code {
  const list = compileNode(node.list, environment);
  const scope = { kind: 'item', names: [], parent: environment.scope } as const;
  const condition = compileNode(node.filter, { ...environment, scope });
  const weight = countNodes(node.filter);
  const position = mayBePosition(node.filter) ? compileNode(node.filter, environment) : undefined;
  return (run, frame) => {
    const items = list(run, frame);
    if (!isList(items)) {
      if (items instanceof Failure) return items.fatal ? items : null;
      run.warn('INVALID_TYPE', () => `Expected list but found '${toText(items)}'`);
      return null;
    }
    const index = position?.(run, frame);
    if (isNumber(index)) return pick(items, index);
    return filterItems(run, items, (item) => {
      run.spend(weight);
      return condition(run, { parent: frame, values: [item] });
    });
  };
}

function mayBePosition(filter: Node): boolean {
  return filter.type !== 'comparison' && filter.type !== 'call' && filter.type !== 'method call';
}

function pick(items: readonly unknown[], index: FeelNumber): unknown {
  const environment =
    compareNumbers(index, 0) > 0 ? subtractNumbers(index, 1) : addNumbers(items.length, index);
  const isInside = compareNumbers(environment, 0) >= 0 && compareNumbers(environment, items.length) < 0;
  return isInside ? (items[toInt(environment)] ?? null) : null;
}

function filterItems(run: Run, items: readonly unknown[], test: (item: unknown) => unknown): unknown {
  const kept: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const met = test(item);
    if (index === 0 && isNumber(met)) return pick(items, met);
    if (met instanceof Failure && index === 0) return met.fatal ? met : null;
    if (met === true) kept.push(item);
  }
  return run.list(kept);
}
