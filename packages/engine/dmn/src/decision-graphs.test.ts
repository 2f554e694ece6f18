import { expect, test } from 'vitest';
import { context, decision, definitions, knowledge, literal, table } from './testing/dmn.ts';
import { engineOf, outputOf } from './testing/evaluate.ts';

const evaluate = async (id: string, variables: Record<string, unknown>, ...parts: readonly string[]) =>
  (await engineOf(definitions(...parts))).evaluate(id, variables);

test('required decisions come first, and their results are variables', async () => {
  const result = await evaluate(
    'total',
    { price: 10 },
    decision('total', literal('price + tax + shipping'), { requires: ['tax', 'ship'] }),
    decision('tax', literal('price * rate'), { requires: ['rate'] }),
    decision('rate', literal('0.2')),
    decision('ship', literal('5'), { variable: 'shipping' }),
    decision('unused', literal('assert(1, false)')),
  );
  expect(result).toMatchObject({ ok: true, output: 17 });
  expect(result.evaluatedDecisions.map(({ decisionId }) => decisionId)).toEqual([
    'rate',
    'tax',
    'ship',
    'total',
  ]);
});

test('a result hides a variable of the same name', async () => {
  const parts = [decision('a', literal('b'), { requires: ['b'] }), decision('b', literal('1'))];
  expect(await evaluate('a', { b: 2 }, ...parts)).toMatchObject({ output: 1 });
});

test('a decision that two others require is evaluated for each', async () => {
  const result = await evaluate(
    'a',
    {},
    decision('a', literal('b + c'), { requires: ['b', 'c'] }),
    decision('b', literal('d + 1'), { requires: ['d'] }),
    decision('c', literal('d + 2'), { requires: ['d'] }),
    decision('d', literal('1')),
  );
  expect(result).toMatchObject({ output: 5 });
  expect(result.evaluatedDecisions.map(({ decisionId }) => decisionId)).toEqual(['d', 'b', 'd', 'c', 'a']);
});

test('results keep their FEEL types on the way', async () => {
  const result = await evaluate(
    'late',
    { due: '2026-03-01' },
    decision(
      'late',
      table({ inputs: ['day'], rules: ['< date("2026-03-05") => string(day + duration("P1D"))'] }),
      {
        requires: ['day'],
      },
    ),
    decision('day', literal('date(due) + duration("P2D")'), { type: 'date' }),
  );
  expect(result).toMatchObject({ output: '2026-03-04' });
  expect(result.evaluatedDecisions[0]).toMatchObject({ output: '2026-03-03' });
});

test('the failed decision is the one in which it failed', async () => {
  const parts = [
    decision('a', literal('b'), { requires: ['b'] }),
    decision('b', literal('assert(x, x != null)')),
  ];
  expect(await evaluate('a', {}, ...parts)).toMatchObject({
    ok: false,
    failedDecisionId: 'b',
    failureMessage: expect.stringMatching(/^Expected to evaluate decision 'a', but Assertion failed/),
    evaluatedDecisions: [{ decisionId: 'b', output: null }],
  });
  expect(await evaluate('a', { x: 1 }, ...parts)).toMatchObject({ ok: true, output: 1 });
});

test('an unknown decision is a failure', async () => {
  expect(await evaluate('x', {}, decision('a', literal('1')))).toEqual({
    ok: false,
    failedDecisionId: 'x',
    failureMessage: "Expected to evaluate decision 'x', but no decision found with id 'x'",
    evaluatedDecisions: [],
  });
});

test.each([
  ['string', '"a"', '1'],
  ['number', '1', '"1"'],
  ['boolean', 'true', '"true"'],
  ['date', 'date("2026-01-01")', '"2026-01-01"'],
  ['time', 'time("10:00:00")', 'date("2026-01-01")'],
  ['dateTime', 'date and time("2026-01-01T10:00:00")', 'date("2026-01-01")'],
  ['dayTimeDuration', 'duration("P1D")', 'duration("P1Y")'],
  ['yearMonthDuration', 'duration("P1Y")', 'duration("P1D")'],
  ['feel:number', '1', '"1"'],
])('a result of the type %s may be %s, not %s', async (type, right, wrong) => {
  expect(await evaluate('d', {}, decision('d', literal(right), { type }))).toMatchObject({ ok: true });
  expect(await evaluate('d', {}, decision('d', literal('null'), { type }))).toMatchObject({ ok: true });
  expect(await evaluate('d', {}, decision('d', literal(wrong), { type }))).toMatchObject({
    ok: false,
    failedDecisionId: 'd',
    failureMessage: expect.stringContaining("as the result of the decision 'd'"),
  });
});

test.each(['Any', 'tPerson', 'date and time'])('a result of the type %s is not checked', async (type) => {
  expect(await evaluate('d', {}, decision('d', literal('1'), { type }))).toMatchObject({ output: 1 });
});

test('business knowledge models are functions that see the variables of their caller', async () => {
  const result = await evaluate(
    'd',
    { factor: 3 },
    decision('d', literal('double(2) + times(n: 4)'), { uses: ['double', 'times'] }),
    knowledge('double', ['x: number'], literal('twice(x)'), { uses: ['twice'] }),
    knowledge('twice', ['x'], literal('x * 2')),
    knowledge('times', ['n'], literal('n * factor')),
  );
  expect(result).toMatchObject({ output: 16 });
  expect(result.evaluatedDecisions.map(({ decisionId, output }) => [decisionId, output])).toEqual([
    ['twice', 4],
    ['double', 4],
    ['times', 12],
    ['d', 16],
  ]);
});

test('a business knowledge model may be a table', async () => {
  const rules = table({ inputs: ['age'], rules: ['< 18 => "minor"', '>= 18 => "adult"'] });
  const parts = [
    decision('d', literal('for a in ages return group(a)'), { uses: ['group'] }),
    knowledge('group', ['age'], rules),
  ];
  expect(await evaluate('d', { ages: [5, 50] }, ...parts)).toMatchObject({ output: ['minor', 'adult'] });
});

test('what fails in a business knowledge model gives null', async () => {
  const parts = [
    decision('d', literal('[f("a"), g(1)]'), { uses: ['f', 'g'] }),
    knowledge('f', ['x: number'], literal('x')),
    knowledge('g', ['x'], literal('assert(x, x > 2)')),
  ];
  expect(await evaluate('d', {}, ...parts)).toMatchObject({ output: [null, null] });
});

test('a business knowledge model that is not required is no function', async () => {
  const parts = [decision('d', literal('f(1)')), knowledge('f', ['x'], literal('x'))];
  expect(await evaluate('d', {}, ...parts)).toMatchObject({ output: null });
});

const invocation = (name: string, bindings: Readonly<Record<string, string>>): string =>
  `<invocation>${literal(name)}${Object.entries(bindings)
    .map(([parameter, text]) => `<binding><parameter name="${parameter}" />${literal(text)}</binding>`)
    .join('')}</invocation>`;

test('an invocation calls a business knowledge model', async () => {
  const parts = (logic: string) => [
    decision('d', logic, { uses: ['f'] }),
    knowledge('f', ['x: number', 'y'], literal('x + y')),
  ];
  const result = await evaluate('d', { a: 1 }, ...parts(invocation('f', { x: 'a + 1', y: '5' })));
  expect(result).toMatchObject({ output: 7 });
  expect(result.evaluatedDecisions.map(({ decisionId, decisionType }) => [decisionId, decisionType])).toEqual(
    [
      ['f', 'LITERAL_EXPRESSION'],
      ['d', 'INVOCATION'],
    ],
  );
  expect(await evaluate('d', { y: 9 }, ...parts(invocation('f', { x: '1' })))).toMatchObject({ output: 10 });
  expect(await evaluate('d', {}, ...parts(invocation('f', { x: '1' })))).toMatchObject({
    ok: false,
    failureMessage: "Expected to evaluate decision 'd', but there is no value for the parameter 'y' of 'f'",
  });
  expect(await evaluate('d', {}, ...parts(invocation('f', { x: '"a"', y: '1' })))).toMatchObject({
    ok: false,
  });
});

test('the entries of a context see those before them', async () => {
  const entries = [
    ['a', literal('1')],
    ['b', literal('a + 1')],
  ] as const;
  expect(await outputOf(context(...entries))).toEqual({ a: 1, b: 2 });
  expect(await outputOf(context(...entries, [undefined, literal('a + b')]))).toBe(3);
});

test('a context may hold functions', async () => {
  const add = `<functionDefinition><formalParameter name="x" /><formalParameter name="y" />${literal('x + y + z')}</functionDefinition>`;
  const logic = context(['z', literal('100')], ['add', add], [undefined, literal('add(1, 2)')]);
  expect(await outputOf(logic)).toBe(103);
  expect(await outputOf(context(['add', add], ['sum', literal('1')]))).toEqual({ sum: 1 });
});

test('lists and relations', async () => {
  expect(await outputOf(`<list>${literal('1')}${literal('a')}</list>`, { a: 2 })).toEqual([1, 2]);
  const row = (...cells: readonly string[]): string =>
    `<row>${cells.map((cell) => literal(cell)).join('')}</row>`;
  const relation = `<relation><column name="x" /><column name="y" />${row('1', '"a"')}${row('2', 'b')}</relation>`;
  expect(await outputOf(relation, { b: 3 })).toEqual([
    { x: 1, y: 'a' },
    { x: 2, y: 3 },
  ]);
});

test('now() goes by the clock', async () => {
  const clock = { now: () => Date.UTC(2030, 0, 2), timeZone: 'UTC' };
  const engine = await engineOf(definitions(decision('d', literal('today()'))), { clock });
  expect(engine.evaluate('d', {})).toMatchObject({ output: '2030-01-02' });
});
