import { expect, test } from 'vitest';
import { isKnownDifference } from './known-decisions.ts';
import { asResult } from './operaton-decisions.ts';
import { evaluateOwn } from './own-decisions.ts';
import { decisionOfSeed } from './random-decisions.ts';
import { operatonDecisions, renderDecisions } from './render-decisions.ts';
import type { DecisionCase, Table } from './decision-case.ts';

const table: Table = {
  hitPolicy: 'COLLECT',
  inputs: [{ name: 'x1', type: 'number' }],
  outputs: [{ name: 'out1', type: 'number' }],
  rules: [
    { tests: ['< 3'], outputs: ['1'] },
    { tests: ['-'], outputs: ['2 * 2 - 1'] },
  ],
};
const chosen: DecisionCase = { table, contexts: [{ x1: 2 }, { x1: 5 }] };

test('our engine answers with results and rules', async () => {
  expect(await evaluateOwn('d', chosen)).toEqual([
    { failed: false, result: [1, 3], rules: ['d_rule1', 'd_rule2'] },
    { failed: false, result: [3], rules: ['d_rule2'] },
  ]);
});

test('a decision sees the result of the one that it requires; several values for one are a failure', async () => {
  const required: Table = { ...table, hitPolicy: 'UNIQUE', outputs: [{ name: 'before', type: 'number' }] };
  const inputs = [{ name: 'before', type: 'number' as const }];
  expect(await evaluateOwn('d', { ...chosen, table: { ...table, inputs }, required })).toEqual([
    { failed: true },
    { failed: false, result: [3], rules: ['before_d_rule2', 'd_rule2'] },
  ]);
});

test('the rows of Operaton are the result that Camunda 8 gives', () => {
  const rows = [{ out1: { value: 1 } }, { out1: { value: 3 } }];
  expect(asResult(table, rows)).toEqual([1, 3]);
  expect(asResult({ ...table, aggregation: 'SUM' }, [{ out1: { value: 4 } }])).toBe(4);
  expect(asResult(table, [])).toBeNull();
  const outputs = [...table.outputs, { name: 'out2', type: 'string' as const }];
  expect(
    asResult({ ...table, hitPolicy: 'FIRST', outputs }, [{ out1: { value: 1 }, out2: { value: 'a' } }]),
  ).toEqual({
    out1: 1,
    out2: 'a',
  });
});

test('a seed always gives the same decision, which our engine takes', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    expect(decisionOfSeed(seed)).toEqual(decisionOfSeed(seed));
    expect(await evaluateOwn('d', decisionOfSeed(seed))).toHaveLength(4);
  }
  expect(renderDecisions('d', chosen, operatonDecisions)).toContain('typeRef="double"');
});

test('a count of no rules and the rules of ANY are known to differ', () => {
  const found = {
    chosen: { ...chosen, table: { ...table, aggregation: 'COUNT' as const } },
    theirs: { failed: true } as const,
  };
  expect(isKnownDifference({ ...found, own: { failed: false, result: null, rules: [] } })).toBe(true);
  expect(isKnownDifference({ ...found, own: { failed: false, result: 1, rules: [] } })).toBe(false);
});
