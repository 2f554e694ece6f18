import { expect, test } from 'vitest';
import { context, decision, definitions, knowledge, literal, table } from './testing/dmn.ts';
import { engineOf, problemsOf } from './testing/evaluate.ts';

const many = <T>(count: number, part: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => part(index));

test.each([
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><definitions/>', 'not well-formed'],
  [
    'entities that grow',
    definitions(decision('d', '<literalExpression><text>&lol;</text></literalExpression>')),
    '',
  ],
  ['elements without end', definitions('<x/>'.repeat(100_001)), 'more than 100000 elements'],
  ['levels without end', definitions('<x>'.repeat(2_000)), 'more than 1000 levels'],
  ['too many characters', ' '.repeat(10_000_001), 'at most 10000000 are read'],
  [
    'boxed expressions in each other',
    definitions(
      decision(
        'd',
        many(150, () => 0).reduce((inner) => `<list>${inner}</list>`, literal('1')),
      ),
    ),
    'at most 100 levels deep',
  ],
  [
    'brackets in each other',
    definitions(decision('d', literal(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`))),
    'FEEL',
  ],
  [
    'a chain of decisions',
    definitions(
      ...many(1_000, (index) => decision(`d${index}`, literal('1'), { requires: [`d${index + 1}`] })),
      decision('d1000', literal('1')),
    ),
    'A chain of more than 200 decisions is not supported',
  ],
])('refuses %s', async (_case, xml, expected) => {
  const problems = await problemsOf(xml);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(10);
  expect(problems.join('\n')).toContain(expected);
});

test('evaluates the longest chain that is accepted', async () => {
  const chain = many(199, (index) =>
    decision(`d${index}`, literal(`d${index + 1} + 1`), { requires: [`d${index + 1}`] }),
  );
  const engine = await engineOf(definitions(...chain, decision('d199', literal('1'))));
  expect(engine.evaluate('d0', {})).toMatchObject({ output: 200 });
});

test('a ladder of decisions that each require two is stopped', async () => {
  const ladder = many(100, (index) =>
    decision(`d${index}`, literal('1'), { requires: [`d${index + 1}`, `d${index + 1}`] }),
  );
  const engine = await engineOf(definitions(...ladder, decision('d100', literal('1'))), { maxMs: 200 });
  const result = engine.evaluate('d0', {});
  expect(result).toMatchObject({
    ok: false,
    failureMessage: expect.stringContaining('more than 200 milliseconds'),
  });
  expect(result.evaluatedDecisions.length).toBeLessThanOrEqual(10_000);
});

test('rules that each take long are stopped together', async () => {
  const slow = 'count(for i in 1..100000 return i * i) > 0';
  const rules = many(1_000, (index) => `${slow} and ? > ${index} => 1`);
  const engine = await engineOf(
    definitions(decision('d', table({ hitPolicy: 'COLLECT', inputs: ['a'], rules }))),
    {
      maxMs: 300,
    },
  );
  expect(engine.evaluate('d', { a: 5 })).toMatchObject({
    ok: false,
    failureMessage: expect.stringContaining('milliseconds'),
  });
});

test('a result that doubles with each decision is refused', async () => {
  const doubling = many(60, (index) =>
    decision(`d${index}`, literal(`[d${index + 1}, d${index + 1}]`), { requires: [`d${index + 1}`] }),
  );
  const engine = await engineOf(definitions(...doubling, decision('d60', literal('[1, 2]'))));
  expect(engine.evaluate('d0', {})).toMatchObject({
    ok: false,
    failureMessage: expect.stringContaining('more than 1000000 values'),
  });
});

test('a function that calls itself is stopped', async () => {
  const parts = [decision('d', literal('f(f)'), { uses: ['f'] }), knowledge('f', ['g'], literal('g(g)'))];
  expect((await engineOf(definitions(...parts))).evaluate('d', {})).toMatchObject({
    ok: false,
    failureMessage: expect.stringContaining('more than 50 calls in each other'),
  });
});

test('names like __proto__ are names like any other', async () => {
  const engine = await engineOf(
    definitions(
      decision('d', context(['__proto__', literal('1')], ['constructor', literal('2')])),
      decision('e', literal('constructor'), { requires: ['d'] }),
    ),
  );
  const result = engine.evaluate('d', {});
  expect(result.ok && JSON.stringify(result.output)).toBe('{"__proto__":1,"constructor":2}');
  expect(engine.evaluate('e', {})).toMatchObject({ output: null });
});

test('a table of thousands of rules', async () => {
  const rules = many(2_000, (index) => `${index} => "rule ${index}"`);
  const engine = await engineOf(definitions(decision('d', table({ inputs: ['a'], rules }))));
  expect(engine.evaluate('d', { a: 1_321 })).toMatchObject({ output: 'rule 1321' });
});
