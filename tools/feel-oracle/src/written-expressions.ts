import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OracleCase } from './ask-engine.ts';

export const context: Readonly<Record<string, unknown>> = {
  n: 5,
  fraction: 2.5,
  text: 'hello',
  nothing: null,
  yes: true,
  list: [1, 2, 3],
  people: [
    { name: 'Ann', age: 30, tags: ['a'] },
    { name: 'Bob', age: 41 },
    { name: 'Cem', age: 30, tags: [] },
  ],
  order: { id: 'A-1', lines: [{ price: 0.1, quantity: 3 }], customer: { name: 'Ann' } },
  empty: {},
};

const texts = z.array(z.string());
const schema = z.object({
  values: texts,
  operators: texts,
  templates: texts,
  properties: texts,
  numberCalls: texts,
  lists: texts,
  listCalls: texts,
  ranges: texts,
  rangeCalls: texts,
  others: texts,
  testTexts: texts,
});
const inputs: readonly unknown[] = [5, 'a', null, true, false, [5], { a: 1 }];

const parts = schema.parse(JSON.parse(readFileSync(new URL('../expressions.json', import.meta.url), 'utf8')));
const { values, ranges } = parts;

/** Expressions written one by one. */
export const singleCases: readonly OracleCase[] = [
  ...[...parts.others, ...parts.numberCalls].map((expression) => ({ expression, context })),
  ...parts.testTexts.flatMap((expression) => inputs.map((input) => ({ expression, input, context }))),
];

/** Every operator and function with every kind of value. */
export const combinedCases: readonly OracleCase[] = [
  ...parts.templates.flatMap((template) => values.map((value) => template.replaceAll('V', `(${value})`))),
  ...parts.operators.flatMap((operator) =>
    values.flatMap((left) => values.map((right) => `(${left}) ${operator} (${right})`)),
  ),
  ...values.flatMap((value) => parts.properties.map((name) => `(${value}).${name}`)),
  ...parts.listCalls.flatMap((name) => parts.lists.map((list) => `string(${name}(${list}))`)),
  ...parts.rangeCalls.flatMap((name) =>
    ranges.flatMap((left) => ranges.map((right) => `${name}(${left}, ${right})`)),
  ),
].map((expression) => ({ expression, context }));
