import { countNodes } from '../grammar/count-nodes.ts';
import type { Node, RangeNode } from '../grammar/node.ts';
import type { Run } from '../run.ts';
import { addNumbers, compareNumbers, type FeelNumber, subtractNumbers, toInt } from '../values/numbers.ts';
import { setEntry } from '../values/to-plain-value.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList, isNumber, RangeValue, toKind } from '../values/values.ts';
import { compileNode, type Place } from './compile.ts';
import type { Code, Frame } from './scope.ts';

export function compileList(items: readonly Node[], place: Place): Code {
  const compiled = items.map((item) => compileNode(item, place));
  return (run, frame) => run.list(compiled.map((item) => item(run, frame)));
}

/** Each entry sees those before it. */
export function compileContext(entries: readonly (readonly [string, Node])[], place: Place): Code {
  const keys = entries.map(([key]) => key);
  const compiled = entries.map(([, node], index) => {
    const scope = { kind: 'entries', names: keys.slice(0, index), parent: place.scope } as const;
    return compileNode(node, { ...place, scope });
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

export function compileRange(node: RangeNode, place: Place): Code {
  const start = compileNode(node.start, place);
  const end = compileNode(node.end, place);
  const { startIncluded, endIncluded } = node;
  return (run, frame) => {
    const from = start(run, frame);
    const to = end(run, frame);
    if (from instanceof Failure) return from;
    if (to instanceof Failure) return to;
    const kind = toKind(from);
    if (kind !== toKind(to) || !rangeKinds.has(kind)) {
      run.warn('INVALID_TYPE', () => `Invalid range definition '${toText(from)}..${toText(to)}'`);
      return new Failure('Invalid range definition');
    }
    return new RangeValue({ start: from, end: to, startIncluded, endIncluded });
  };
}

/** An item by its position, or the items that meet a condition. */
export function compileFilter(node: { readonly list: Node; readonly filter: Node }, place: Place): Code {
  const list = compileNode(node.list, place);
  const scope = { kind: 'item', names: [], parent: place.scope } as const;
  const condition = compileNode(node.filter, { ...place, scope });
  const weight = countNodes(node.filter);
  const position = mayBePosition(node.filter) ? compileNode(node.filter, place) : undefined;
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
  const place = compareNumbers(index, 0) > 0 ? subtractNumbers(index, 1) : addNumbers(items.length, index);
  const isInside = compareNumbers(place, 0) >= 0 && compareNumbers(place, items.length) < 0;
  return isInside ? (items[toInt(place)] ?? null) : null;
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
