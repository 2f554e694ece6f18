import { expect, test } from 'vitest';
import { decision, definitions, literal, table } from './testing/dmn.ts';
import { engineOf, outputOf } from './testing/evaluate.ts';

const grades = (rest: object, rules: readonly string[]): string =>
  table({ inputs: ['score'], rules, ...rest });

const overlapping = ['> 0 => 1', '> 10 => 5', '> 100 => 3'];

test.each([
  // The hit policy, the score, and the result.
  ['UNIQUE', undefined, 5, 1],
  ['UNIQUE', undefined, -5, null],
  ['FIRST', undefined, 500, 1],
  ['FIRST', undefined, -5, null],
  ['RULE ORDER', undefined, 500, [1, 5, 3]],
  ['RULE ORDER', undefined, 5, [1]],
  ['RULE ORDER', undefined, -5, null],
  ['COLLECT', undefined, 50, [1, 5]],
  ['COLLECT', undefined, -5, null],
  ['COLLECT', 'SUM', 500, 9],
  ['COLLECT', 'MIN', 500, 1],
  ['COLLECT', 'MAX', 500, 5],
  ['COLLECT', 'COUNT', 500, 3],
  ['COLLECT', 'COUNT', -5, null],
  ['COLLECT', 'SUM', -5, null],
])('%s %s of %s is %j', async (hitPolicy, aggregation, score, expected) => {
  const logic = grades({ hitPolicy, aggregation }, overlapping);
  expect(await outputOf(logic, { score })).toEqual(expected);
});

test('the default hit policy is UNIQUE, which allows one matching rule', async () => {
  expect(await outputOf(grades({}, overlapping), { score: 50 })).toEqual({
    failure:
      "Expected to evaluate decision 'd', but multiple values aren't allowed for UNIQUE hit policy, but the rules 1, 2 match",
  });
});

test.each([
  ['the same', ['> 0 => 1.0', '> 1 => 1'], 1],
  ['the same contexts', ['> 0 => {a: [1]}', '> 1 => {a: [1]}'], { a: [1] }],
  ['nothing', ['> 0 => null', '> 1 => null'], null],
])('ANY takes rules with %s', async (_case, rules, expected) => {
  expect(await outputOf(grades({ hitPolicy: 'ANY' }, rules), { score: 5 })).toEqual(expected);
});

test('ANY refuses rules that differ', async () => {
  const logic = grades({ hitPolicy: 'ANY' }, ['> 0 => 1', '> 1 => 1', '> 2 => "1"']);
  expect(await outputOf(logic, { score: 5 })).toEqual({
    failure:
      "Expected to evaluate decision 'd', but different values aren't allowed for ANY hit policy, but those of the rules 1 and 3 differ",
  });
});

test('PRIORITY and OUTPUT ORDER go by the output values', async () => {
  const values = ['"high", "middle", "low"'];
  const rules = ['> 0 => "low"', '> 1 => "other"', '> 2 => "high"', '> 3 => "middle"'];
  expect(await outputOf(grades({ hitPolicy: 'PRIORITY', values }, rules), { score: 5 })).toBe('high');
  expect(await outputOf(grades({ hitPolicy: 'PRIORITY', values }, rules), { score: 1 })).toBe('low');
  const ordered = grades({ hitPolicy: 'OUTPUT ORDER', values }, rules);
  expect(await outputOf(ordered, { score: 5 })).toEqual(['high', 'middle', 'low', 'other']);
  expect(await outputOf(ordered, { score: -5 })).toBeNull();
});

test('priorities of several outputs count from left to right, of numbers too', async () => {
  const logic = grades({ hitPolicy: 'OUTPUT ORDER', outputs: ['a', 'b'], values: ['"x","y"', '2, 1'] }, [
    '> 0 => "y" | 2',
    '> 0 => "x" | 1',
    '> 0 => "x" | 2',
  ]);
  expect(await outputOf(logic, { score: 5 })).toEqual([
    { a: 'x', b: 2 },
    { a: 'x', b: 1 },
    { a: 'y', b: 2 },
  ]);
});

test('several outputs make a context', async () => {
  const rules = ['> 0 => "a" | score + 1', '> 10 => "b" | score + 2'];
  const outputs = ['letter', 'number'];
  expect(await outputOf(grades({ outputs }, rules), { score: 5 })).toEqual({ letter: 'a', number: 6 });
  expect(await outputOf(grades({ outputs, hitPolicy: 'COLLECT' }, rules), { score: 20 })).toEqual([
    { letter: 'a', number: 21 },
    { letter: 'b', number: 22 },
  ]);
});

test('default entries are the result when no rule matches', async () => {
  const rules = ['> 0 => "a" | 1'];
  const outputs = ['letter', 'number'];
  const both = grades({ outputs, defaults: ['"none"', '0'] }, rules);
  expect(await outputOf(both, { score: -1 })).toEqual({ letter: 'none', number: 0 });
  expect(await outputOf(grades({ outputs, defaults: ['"none"'] }, rules), { score: -1 })).toBe('none');
  expect(await outputOf(grades({ defaults: ['"none"'] }, ['> 0 => 1']), { score: -1 })).toBe('none');
});

test.each([
  ['-', 'anything', true],
  ['', 'anything', true],
  ['"a"', 'a', true],
  ['"a", "b"', 'b', true],
  ['not("a", "b")', 'b', false],
  ['not("a", "b")', 'c', true],
  ['[1..5]', 5, true],
  [']1..5[', 5, false],
  ['< 3, > 7', 8, true],
  ['>= limit', 4, true],
  ['>= limit', 3, false],
  ['? > limit and ? < 10', 9, true],
  ['contains(?, "x")', 'axb', true],
  ['date("2026-01-01")', '2026-01-01', false],
  ['null', null, true],
  ['null', 1, false],
  ['true', true, true],
  ['["a", "b"]', 'a', true],
  ['list contains(?, 2)', [1, 2], true],
  ['> 3', 'text', false],
  ['> 3', null, false],
  ['cellInput = 4', 4, true],
])('the test %s of %j is %j', async (tests, input, expected) => {
  const logic = table({ inputs: ['input'], rules: [`${tests} => "yes"`] });
  expect(await outputOf(logic, { input, limit: 4 })).toBe(expected ? 'yes' : null);
});

test('inputs keep their FEEL types', async () => {
  const logic = table({
    inputs: ['date(born) + duration("P18Y")'],
    rules: ['<= date("2026-01-01") => date(born)', '> date("2026-01-01") => "minor"'],
  });
  expect(await outputOf(logic, { born: '2010-05-01' })).toBe('minor');
  expect(await outputOf(logic, { born: '2000-05-01' })).toBe('2000-05-01');
});

test('a table without inputs has rules that always match', async () => {
  expect(await outputOf(table({ rules: [' => "a"'] }))).toBe('a');
});

test.each([
  ['SUM', ['> 0 => 1', '> 0 => "2"'], "expected number but found 'string' for the aggregation SUM"],
  ['MAX', ['> 0 => 1', '> 0 => null'], "expected number but found 'null' for the aggregation MAX"],
])('%s refuses what is not a number', async (aggregation, rules, reason) => {
  const logic = grades({ hitPolicy: 'COLLECT', aggregation }, rules);
  expect(await outputOf(logic, { score: 5 })).toEqual({
    failure: `Expected to evaluate decision 'd', but ${reason}`,
  });
});

test('decimals are exact', async () => {
  const logic = grades({ hitPolicy: 'COLLECT', aggregation: 'SUM' }, ['> 0 => 0.1', '> 0 => 0.2']);
  expect(await outputOf(logic, { score: 5 })).toBe(0.3);
});

test('a rule that fails makes the decision fail, even behind the first that matches', async () => {
  const logic = grades({ hitPolicy: 'FIRST' }, ['> 0 => 1', 'assert(score, score > 9) => 2']);
  expect(await outputOf(logic, { score: 5 })).toMatchObject({ failure: /./ });
});

test('reports inputs and matched rules', async () => {
  const logic = table({
    hitPolicy: 'COLLECT',
    inputs: ['The score = score', 'string(score) + " is a very long expression of an input"'],
    outputs: ['letter', 'number'],
    rules: ['> 0 | - => "a" | 1', '> 10 | - => "b" | 2', '> 100 | - => "c" | 3'],
  });
  const result = (await engineOf(definitions(decision('d', logic)))).evaluate('d', { score: 50 });
  expect(result.evaluatedDecisions).toEqual([
    {
      decisionId: 'd',
      decisionName: 'The d',
      decisionType: 'DECISION_TABLE',
      output: [
        { letter: 'a', number: 1 },
        { letter: 'b', number: 2 },
      ],
      inputs: [
        { inputId: 'in1', inputName: 'The score', value: 50 },
        {
          inputId: 'in2',
          inputName: 'string(score) + " is a very lo',
          value: '50 is a very long expression of an input',
        },
      ],
      matchedRules: [
        {
          ruleId: 'rule1',
          ruleIndex: 1,
          outputs: [
            { outputId: 'out1', outputName: 'letter', value: 'a' },
            { outputId: 'out2', outputName: 'number', value: 1 },
          ],
        },
        {
          ruleId: 'rule2',
          ruleIndex: 2,
          outputs: [
            { outputId: 'out1', outputName: 'letter', value: 'b' },
            { outputId: 'out2', outputName: 'number', value: 2 },
          ],
        },
      ],
    },
  ]);
});

test('reports the rules of a table that has no result', async () => {
  const engine = await engineOf(definitions(decision('d', grades({}, overlapping))));
  expect(engine.evaluate('d', { score: 50 })).toMatchObject({
    ok: false,
    failedDecisionId: 'd',
    evaluatedDecisions: [{ output: null, matchedRules: [{ ruleIndex: 1 }, { ruleIndex: 2 }] }],
  });
});

test('of FIRST only the first rule counts as matched', async () => {
  const engine = await engineOf(definitions(decision('d', grades({ hitPolicy: 'FIRST' }, overlapping))));
  const [evaluated] = engine.evaluate('d', { score: 50 }).evaluatedDecisions;
  expect(evaluated?.matchedRules.map(({ ruleIndex }) => ruleIndex)).toEqual([1]);
});

test('a table may be part of a boxed expression', async () => {
  const logic = `<list>${grades({}, ['> 0 => 1'])}${literal('2')}</list>`;
  expect(await outputOf(logic, { score: 5 })).toEqual([1, 2]);
});
