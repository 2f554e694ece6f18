import fc from 'fast-check';
import {
  type Column,
  type ColumnType,
  type DecisionCase,
  REQUIRED,
  type Table,
  type Variables,
} from './decision-case.ts';

const number = fc.constantFrom(0, 1, 2, 3, 4, 5, 2.5);
const letter = fc.constantFrom('a', 'b', 'c');
const types: fc.Arbitrary<ColumnType> = fc.constantFrom('number', 'number', 'string', 'boolean');

const numberTest = fc.oneof(
  fc.constant('-'),
  number.map(String),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map(([sign, limit]) => `${sign} ${limit}`),
  fc
    .tuple(fc.constantFrom('[', '(', ']'), number, number, fc.constantFrom(']', ')', '['))
    .map(([open, one, other, close]) => `${open}${Math.min(one, other)}..${Math.max(one, other)}${close}`),
  fc.tuple(number, number).map(([one, other]) => `${one}, ${other}`),
  fc.tuple(number, number).map(([one, other]) => `not(${one}, > ${other})`),
);
const stringTest = fc.oneof(
  fc.constant('-'),
  letter.map((text) => `"${text}"`),
  fc.tuple(letter, letter).map(([one, other]) => `"${one}", "${other}"`),
  letter.map((text) => `not("${text}")`),
);
const tests: Readonly<Record<ColumnType, fc.Arbitrary<string>>> = {
  number: numberTest,
  string: stringTest,
  boolean: fc.constantFrom('-', 'true', 'false', 'not(true)'),
};

const valueOf: Readonly<Record<ColumnType, fc.Arbitrary<number | string | boolean | null>>> = {
  number: fc.oneof({ weight: 9, arbitrary: number }, { weight: 1, arbitrary: fc.constant(null) }),
  string: fc.oneof({ weight: 9, arbitrary: letter }, { weight: 1, arbitrary: fc.constant(null) }),
  boolean: fc.boolean(),
};

const output: Readonly<Record<ColumnType, fc.Arbitrary<string>>> = {
  number: fc.oneof(
    number.map(String),
    fc.tuple(number, number).map(([one, other]) => `${one} * ${other} - 1`),
    number.map((limit) => `if ${limit} > 2 then ${limit} + 1 else 7`),
  ),
  string: fc.oneof(
    letter.map((text) => `"${text}"`),
    letter.map((text) => `"${text}" + "z"`),
  ),
  boolean: fc.constantFrom('true', 'false', '1 < 2'),
};

const policies = fc.constantFrom<Pick<Table, 'hitPolicy' | 'aggregation'>>(
  { hitPolicy: 'UNIQUE' },
  { hitPolicy: 'FIRST' },
  { hitPolicy: 'ANY' },
  { hitPolicy: 'RULE ORDER' },
  { hitPolicy: 'COLLECT' },
  { hitPolicy: 'COLLECT', aggregation: 'SUM' },
  { hitPolicy: 'COLLECT', aggregation: 'MIN' },
  { hitPolicy: 'COLLECT', aggregation: 'MAX' },
  { hitPolicy: 'COLLECT', aggregation: 'COUNT' },
);

const MAX_RULES = 6;
const inOrder = (column: (index: number) => string, found: readonly ColumnType[]): readonly Column[] =>
  found.map((type, index) => ({ name: column(index), type }));

function tableOf(
  inputs: readonly Column[],
  outputs: readonly Column[],
  policy: fc.Arbitrary<Pick<Table, 'hitPolicy' | 'aggregation'>>,
): fc.Arbitrary<Table> {
  const rule = fc.record({
    tests: fc.tuple(...inputs.map(({ type }) => tests[type])),
    outputs: fc.tuple(...outputs.map(({ type }) => output[type])),
  });
  return fc
    .tuple(policy, fc.array(rule, { minLength: 1, maxLength: MAX_RULES, size: 'max' }))
    .map(([chosen, rules]) => ({ ...chosen, inputs, outputs, rules }));
}

/** An aggregation has a single output of numbers. */
const chooseTable = (inputs: readonly Column[]): fc.Arbitrary<Table> =>
  fc.tuple(policies, fc.array(types, { minLength: 1, maxLength: 2 })).chain(([policy, found]) => {
    const outputs = policy.aggregation ? (['number'] as const) : found;
    return tableOf(
      inputs,
      inOrder((index) => `out${index + 1}`, outputs),
      fc.constant(policy),
    );
  });

const single = fc.constantFrom<Pick<Table, 'hitPolicy'>>({ hitPolicy: 'FIRST' }, { hitPolicy: 'UNIQUE' });

const decisionCase: fc.Arbitrary<DecisionCase> = fc.noBias(
  fc.tuple(fc.array(types, { minLength: 1, maxLength: 3 }), fc.boolean()).chain(([found, isGraph]) => {
    const inputs = inOrder((index) => `x${index + 1}`, found);
    const result: Column = { name: REQUIRED, type: 'number' };
    const contexts: fc.Arbitrary<readonly Variables[]> = fc.array(
      fc.record(Object.fromEntries(inputs.map(({ name, type }) => [name, valueOf[type]]))),
      { minLength: 4, maxLength: 4 },
    );
    if (!isGraph) return fc.record({ table: chooseTable(inputs), contexts });
    return fc.record({
      table: chooseTable([...inputs, result]),
      required: tableOf(inputs, [result], single),
      contexts,
    });
  }),
);

/** The case of a seed: the same one each time. */
export function decisionOfSeed(seed: number): DecisionCase {
  const [found] = fc.sample(decisionCase, { seed, numRuns: 1 });
  if (!found) throw new Error(`There is no decision of seed ${seed}`);
  return found;
}
