import type { OracleCase } from './ask-engine.ts';
import { context } from './written-expressions.ts';

/** A source of numbers between 0 and 1 that a seed decides. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const leaves = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '2.50',
  '-3',
  '100',
  '"a"',
  '"ab"',
  '""',
  'n',
  'text',
  'list',
  'people',
  'order',
  'nothing',
  'missing',
  'x',
  'item',
  'order.id',
  'people.age',
  '[]',
  '{}',
  'date("2024-02-29")',
  'duration("P1D")',
  'duration("P1M")',
  'time("10:00:00")',
  'date and time("2024-01-01T10:00:00Z")',
  '@"2024-01-01"',
];
const shapes = [
  'E + E',
  'E - E',
  'E * E',
  'E / E',
  'E = E',
  'E != E',
  'E < E',
  'E >= E',
  'E and E',
  'E or E',
  '(E)',
  '-E',
  'not(E)',
  '[E, E]',
  '[E]',
  '{a: E, b: a}',
  '{a: E}.a',
  'if E then E else E',
  'for x in [E, E] return E',
  'for x in E return E',
  'some x in [E] satisfies E',
  'every x in E satisfies E',
  'E[1]',
  '[E, E][E]',
  '[E][item = E]',
  'E in (E, E)',
  'E in [E..E]',
  'E between E and E',
  'E instance of number',
  'string(E)',
  'count(E)',
  'sum(E, E)',
  'min(E, E)',
  'abs(E)',
  'is defined(E)',
  'get or else(E, E)',
  'list contains(E, E)',
  'append(E, E)',
  'concatenate(E, E)',
  'distinct values([E, E, E])',
  'flatten([E, [E]])',
  'string length(E)',
  'substring(E, 1)',
  'contains(E, E)',
  'upper case(E)',
  'string join(E, "-")',
  'get value(E, "a")',
  'context put({}, "k", E)',
  'context merge({a: E}, {b: E})',
  'decimal(E, 1)',
  'floor(E)',
  'modulo(E, 2)',
  '{f: function(y) E, r: f(E)}.r',
  'E.a',
  'E ** 2',
  'reverse(E)',
  'number(E)',
  'all([E, E])',
  'any(E)',
  'before(E, E)',
  'day of week(E)',
  '{a: E} = {a: E}',
];
const breakers = ['', ' ', '(', ')', ']', ',', '..', 'then', '"', '.', '=', 'in', '/*', '@'];

/** Random expressions of the grammar; some get a piece dropped or put in, and are most often none. */
export function createRandomCases(options: {
  readonly count: number;
  readonly seed: number;
}): readonly OracleCase[] {
  const random = createRandom(options.seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const grow = (depth: number): string =>
    depth === 0 || random() < 0.25 ? pick(leaves) : pick(shapes).replaceAll('E', () => grow(depth - 1));
  return Array.from({ length: options.count }, () => {
    const expression = grow(1 + Math.floor(random() * 3));
    if (random() > 0.1) return { expression, context };
    const place = Math.floor(random() * expression.length);
    const removed = random() < 0.5 ? 1 : 0;
    return {
      expression: expression.slice(0, place) + pick(breakers) + expression.slice(place + removed),
      context,
    };
  });
}
