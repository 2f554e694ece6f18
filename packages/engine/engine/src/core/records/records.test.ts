import { beforeEach, describe, expect, it } from 'vitest';
import {
  definitions,
  element,
  end,
  extensions,
  flows,
  process,
  repeated,
  start,
  subProcess,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';
import { scopeOfVariable, variableKeyOf } from './variable-key.ts';

let engine: ReturnType<typeof createTestEngine>;
beforeEach(() => {
  engine = createTestEngine();
});

const called = definitions(process('called', start(), task('a'), end(), flows('start > a > end')));
const caller = definitions(
  process(
    'caller',
    start(),
    element('callActivity', 'call', { body: extensions('<zeebe:calledElement processId="called" />') }),
    end(),
    flows('start > call > end'),
  ),
);

describe('the records of the engine', () => {
  it('name the type of elements, and do not count the process', async () => {
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          subProcess('sub', start('inner'), repeated(task('t'), { items: '=[1, 2]' }), flows('inner > t')),
          flows('start > sub'),
        ),
      ),
    );
    const key = engine.start('p');
    expect(engine.core.records.elements(key).map((found) => [found.passage.elementId, found.type()])).toEqual(
      [
        ['start', 'START_EVENT'],
        ['inner', 'START_EVENT'],
        ['sub', 'SUB_PROCESS'],
        ['t', 'MULTI_INSTANCE_BODY'],
        ['t', 'SERVICE_TASK'],
        ['t', 'SERVICE_TASK'],
      ],
    );
  });

  it('are the same in an engine that goes on from a snapshot', async () => {
    await engine.deploy(called);
    await engine.deploy(caller);
    const key = engine.start('caller', { amount: 5 });
    engine.fail(engine.takeOne('a').key, { errorMessage: 'no route' });
    const view = ({ core: { records } }: typeof engine) => ({
      root: records.processInstances().map((record) => record.rootKey()),
      flows: records.processInstances().map((record) => record.flowIds()),
      elements: records.elements().map((found) => [found.passage, found.type(), found.hasIncident()]),
      variables: records.variables().map(({ variableKey, name, value }) => [variableKey, name, value]),
      incidents: records.incidentsWithin(key).map(({ passage, state }) => [passage, state]),
      jobs: records.jobs().map((job) => [job.passage, job.state, job.updatedAt, job.headers()]),
    });
    const before = view(engine);
    expect(before.root).toEqual([key, key]);
    expect(before.incidents).toHaveLength(1);
    const snapshot = structuredClone(engine.core.snapshot());
    expect(view(createTestEngine({ snapshot, clock: engine.clock }))).toEqual(before);
  });

  it('stay what they were when the instance has ended, and its definition is deleted', async () => {
    const { processes } = await engine.deploy(called);
    const resourceKey = processes[0]?.processDefinitionKey ?? '';
    const key = engine.start('called', { amount: 5 });
    const [before] = engine.core.records.variables(key);
    expectOk(engine.core.deleteResource({ resourceKey }));
    expect(engine.core.records.processDefinition(resourceKey)?.state).toBe('DRAINING');
    engine.finish('a', { paid: true });
    expect(engine.core.records.processDefinition(resourceKey)).toMatchObject({
      state: 'DELETED',
      version: 1,
    });
    expect(engine.core.records.processInstance(key)?.definition?.version).toBe(1);
    const variables = engine.core.records.variables(key);
    expect(variables.map(({ name, value }) => [name, value])).toEqual([
      ['amount', 5],
      ['paid', true],
    ]);
    expect(variables[0]?.variableKey).toBe(before?.variableKey);
    expect(engine.core.records.variable(before?.variableKey ?? '')).toMatchObject({ name: 'amount' });
  });

  it('know nothing of what is not there', () => {
    const { records } = engine.core;
    expect([
      records.processDefinition('1'),
      records.processInstance('1'),
      records.element('1'),
      records.variable('1'),
      records.variable('99999999999999999999'),
      records.incident('1'),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    expect([
      records.elements('1'),
      records.variables('1'),
      records.incidents('1'),
      records.jobs('1'),
    ]).toEqual([[], [], [], []]);
    expect(records.incidentsWithin('1')).toEqual([]);
  });
});

describe('the keys of variables', () => {
  it('lead back to their scope, differ within it, and fit into 64 bits', () => {
    const scopeKey = '2251799813685249';
    const names = Array.from({ length: 20_000 }, (_, index) => `variable${index}`);
    const variables = Object.fromEntries(names.map((name) => [name, 1]));
    const keys = names.map((name) => variableKeyOf(scopeKey, variables, name) ?? '0');
    expect(new Set(keys).size).toBe(names.length);
    expect(keys.every((key) => scopeOfVariable(key) === scopeKey && BigInt(key) < 2n ** 63n)).toBe(true);
    expect(variableKeyOf(scopeKey, variables, 'other')).toBeUndefined();
    expect(scopeOfVariable(scopeKey)).toBeUndefined();
  });
});
