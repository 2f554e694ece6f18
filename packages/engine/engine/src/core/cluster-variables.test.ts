import { expect, test } from 'vitest';
import { process, definitions, end, flows, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const GLOBAL = { scope: 'GLOBAL' } as const;
const TENANT = { scope: 'TENANT', tenantId: '<default>' } as const;

test('a cluster variable is created, updated, read and deleted, in each scope its own', () => {
  const { core } = createTestEngine();
  const created = core.createClusterVariable({ ...GLOBAL, name: 'LIMIT', value: { a: [1, 2.5] } });
  expect(expectOk(created)).toEqual({
    name: 'LIMIT',
    value: { a: [1, 2.5] },
    metadata: {},
    kind: 'JSON',
    tenantId: null,
  });
  expectOk(core.createClusterVariable({ ...TENANT, name: 'LIMIT', value: 5, metadata: { owner: 'a' } }));
  expect(core.clusterVariable({ ...TENANT, name: 'LIMIT' })).toMatchObject({
    value: 5,
    metadata: { owner: 'a' },
    tenantId: '<default>',
  });
  expect(expectOk(core.updateClusterVariable({ ...TENANT, name: 'LIMIT', value: null }))).toMatchObject({
    value: null,
    metadata: {},
  });
  expectOk(core.deleteClusterVariable({ ...TENANT, name: 'LIMIT' }));
  expect(core.clusterVariable({ ...TENANT, name: 'LIMIT' })).toBeUndefined();
  expect(core.clusterVariable({ ...GLOBAL, name: 'LIMIT' })).toMatchObject({ value: { a: [1, 2.5] } });
});

test('wrong cluster variables are rejected as Camunda words it', () => {
  const { core } = createTestEngine();
  const create = (name: string) => core.createClusterVariable({ ...GLOBAL, name, value: 1 });
  expectOk(create('KEY'));
  const cases = [
    [create('KEY'), 'ALREADY_EXISTS', "'KEY'. The name already exists in the scope 'GLOBAL'"],
    [create('a b'), 'INVALID_ARGUMENT', "'a b'. The name must not contains any whitespace."],
    [create(''), 'INVALID_ARGUMENT', "''. Cluster variable can not be null or empty."],
    [create('a'.repeat(257)), 'INVALID_ARGUMENT', 'The name must not be longer than 256 characters.'],
    [
      core.updateClusterVariable({ ...TENANT, name: 'KEY', value: 1 }),
      'NOT_FOUND',
      "'KEY'. The variable does not exist in the scope 'tenant: '<default>''",
    ],
    [
      core.deleteClusterVariable({ ...GLOBAL, name: 'NO' }),
      'NOT_FOUND',
      "'NO'. The variable does not exist in the scope 'GLOBAL'",
    ],
  ] as const;
  for (const [result, code, reason] of cases)
    expect(result).toMatchObject({ rejection: { code, reason: expect.stringContaining(reason) } });
});

test('expressions read cluster variables: of the tenant, of all, or the nearer one', async () => {
  const engine = createTestEngine();
  const set = (scope: typeof GLOBAL | typeof TENANT, name: string, value: object | number) =>
    expectOk(engine.core.createClusterVariable({ ...scope, name, value: JSON.parse(JSON.stringify(value)) }));
  set(GLOBAL, 'CONFIG', { timeout: 5, retry: 3 });
  set(GLOBAL, 'ONLY', 7);
  set(TENANT, 'CONFIG', { timeout: 10 });
  const inputs = [
    ['=camunda.vars.env.CONFIG.timeout', 'timeout'],
    ['=camunda.vars.env.CONFIG.retry', 'retry'],
    ['=camunda.vars.cluster.CONFIG.retry', 'global'],
    ['=camunda.vars.tenant.ONLY', 'none'],
    ['=camunda.vars.env.ONLY + camunda.vars.cluster.ONLY', 'sum'],
    ['=count(get entries(camunda.vars.env))', 'all'],
    ['=camunda.vars.env.MISSING', 'missing'],
  ] as const;
  await engine.deploy(
    definitions(process('p', start(), task('t', { inputs }), end(), flows('start > t > end'))),
  );
  engine.start('p');
  expect(engine.takeOne('t').variables).toEqual({
    timeout: 10,
    retry: null,
    global: 3,
    none: null,
    sum: 14,
    all: 2,
    missing: null,
  });
});

test('a new value counts from the next evaluation on, and a snapshot keeps it', async () => {
  const engine = createTestEngine();
  expectOk(engine.core.createClusterVariable({ ...GLOBAL, name: 'TYPE', value: 'first' }));
  await engine.deploy(
    definitions(
      process('p', start(), task('t', { type: '=camunda.vars.env.TYPE' }), end(), flows('start > t > end')),
    ),
  );
  engine.start('p');
  expectOk(engine.core.updateClusterVariable({ ...GLOBAL, name: 'TYPE', value: 'second' }));
  engine.takeOne('first');
  const restored = createTestEngine({ clock: engine.clock, snapshot: engine.core.snapshot() });
  restored.start('p');
  restored.takeOne('second');
});
