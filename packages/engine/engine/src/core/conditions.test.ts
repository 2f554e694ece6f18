import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  eventSubProcess,
  flows,
  process,
  repeated,
  start,
  startOn,
  subProcess,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const condition = (text: string, filter = ''): string =>
  `<bpmn:conditionalEventDefinition>${
    filter === ''
      ? ''
      : `<bpmn:extensionElements><zeebe:conditionalFilter ${filter} /></bpmn:extensionElements>`
  }<bpmn:condition xsi:type="bpmn:tFormalExpression">${escape(text)}</bpmn:condition></bpmn:conditionalEventDefinition>`;

type Engine = ReturnType<typeof createTestEngine>;
const deployed = async (...parts: readonly string[]): Promise<Engine> => {
  const engine = createTestEngine();
  await engine.deploy(definitions(process('p', ...parts)));
  return engine;
};
const set = (engine: Engine, key: string, variables: Record<string, number | string>, local = false): void =>
  void expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local }));
const jobTypes = (engine: Engine): readonly string[] => engine.core.jobs().map(({ type }) => type);
const keyOf = (engine: Engine, key: string, id: string): string =>
  engine.core.history(key)?.elements.findLast(({ elementId }) => elementId === id)?.elementInstanceKey ?? '';

describe('a conditional boundary event', () => {
  const guarded = (text: string, interrupting = true, filter = ''): Promise<Engine> =>
    deployed(
      start(),
      task('t'),
      end(),
      boundary('b', 't', { body: condition(text, filter), interrupting }),
      task('late'),
      flows('start > t > end', 'b > late'),
    );

  it('that interrupts happens when its condition holds, once', async () => {
    const engine = await guarded('=x > 10 or y > 5');
    const key = engine.start('p', { x: 1 });
    set(engine, key, { x: 2 });
    expect(jobTypes(engine)).toEqual(['t']);
    set(engine, key, { x: 11, y: 6 });
    expect(jobTypes(engine)).toEqual(['late']);
    engine.finish('late');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('happens at once when its condition holds from the beginning, by an input mapping too', async () => {
    const engine = await guarded('=x > 10');
    engine.start('p', { x: 11 });
    expect(jobTypes(engine)).toEqual(['late']);
    const mapped = await deployed(
      start(),
      task('t', { inputs: [['=20', 'x']] }),
      boundary('b', 't', { body: condition('=x > 10') }),
      task('late'),
      flows('start > t', 'b > late'),
    );
    mapped.start('p');
    expect(jobTypes(mapped)).toEqual(['late']);
  });

  it('does not happen by what its own task gives when it completes', async () => {
    const engine = await guarded('=x > 10');
    const key = engine.start('p');
    engine.finish('t', { x: 11 });
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('that does not interrupt happens again with each change while its condition holds', async () => {
    const engine = await guarded('=x > 10', false);
    const key = engine.start('p', { x: 1 });
    set(engine, key, { x: 11 });
    set(engine, key, { x: 12 });
    set(engine, key, { x: 12 });
    set(engine, key, { other: 1 });
    set(engine, key, { x: 1 });
    expect(jobTypes(engine)).toEqual(['t', 'late', 'late']);
  });

  it('looks only at the changes of its filter', async () => {
    const onUpdate = await guarded('=x > 10', false, 'variableEvents="update"');
    const key = onUpdate.start('p');
    set(onUpdate, key, { x: 11 });
    expect(jobTypes(onUpdate)).toEqual(['t']);
    set(onUpdate, key, { x: 12 });
    expect(jobTypes(onUpdate)).toEqual(['t', 'late']);
    const byName = await guarded('=x > 10', false, 'variableNames="y, z" variableEvents="create, update"');
    const other = byName.start('p');
    set(byName, other, { x: 11 });
    expect(jobTypes(byName)).toEqual(['t']);
    set(byName, other, { y: 1 });
    expect(jobTypes(byName)).toEqual(['t', 'late']);
  });

  it('happens by variables of a failed job, of another branch and after a snapshot', async () => {
    const engine = await guarded('=x > 10');
    engine.start('p');
    engine.fail(engine.takeOne('t').key, { retries: 1, variables: { x: 11 } });
    expect(jobTypes(engine)).toEqual(['late']);
    const branches = await deployed(
      start(),
      task('t'),
      task('other'),
      boundary('b', 't', { body: condition('=x > 10') }),
      task('late'),
      flows('start > t', 'start > other', 'b > late'),
    );
    branches.start('p');
    const again = createTestEngine({ snapshot: structuredClone(branches.core.snapshot()) });
    again.finish('other', { x: 11 });
    expect(jobTypes(again)).toEqual(['late']);
  });

  it('on a scope comes before those in it, and scopes beside it do not see the change', async () => {
    const inner = subProcess(
      'sub',
      start('in'),
      task('a'),
      boundary('onA', 'a', { body: condition('=x > 10') }),
      task('aLate'),
      flows('in > a', 'onA > aLate'),
    );
    const engine = await deployed(
      start(),
      inner,
      task('b'),
      boundary('onSub', 'sub', { body: condition('=x > 20') }),
      boundary('onB', 'b', { body: condition('=x > 10') }),
      task('subLate'),
      task('bLate'),
      flows('start > sub', 'start > b', 'onSub > subLate', 'onB > bLate'),
    );
    const key = engine.start('p');
    set(engine, keyOf(engine, key, 'sub'), { x: 11 }, true);
    expect([...jobTypes(engine)].sort()).toEqual(['aLate', 'b']);
    set(engine, keyOf(engine, key, 'sub'), { x: 21 }, true);
    expect([...jobTypes(engine)].sort()).toEqual(['b', 'subLate']);
  });

  it('belongs to the body of a multi-instance activity', async () => {
    const t = repeated(task('t'), { items: '=[1, 2]', item: 'item' });
    const engine = await deployed(
      start(),
      t,
      boundary('b', 't', { body: condition('=x > 10') }),
      task('late'),
      flows('start > t', 'b > late'),
    );
    engine.start('p');
    engine.finish('t', { x: 11 });
    expect(jobTypes(engine)).toEqual(['late']);
  });
});

describe('a conditional intermediate event', () => {
  const wait = (id: string, text: string): string =>
    element('intermediateCatchEvent', id, { body: condition(text) });

  it('waits until its condition holds, or not at all', async () => {
    const engine = await deployed(start(), wait('w', '=ready'), task('after'), flows('start > w > after'));
    const key = engine.start('p');
    expect(jobTypes(engine)).toEqual([]);
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { ready: true }, local: false }));
    expect(jobTypes(engine)).toEqual(['after']);
    engine.start('p', { ready: true });
    expect(jobTypes(engine)).toEqual(['after', 'after']);
  });

  it('may stand behind an event-based gateway', async () => {
    const engine = await deployed(
      start(),
      element('eventBasedGateway', 'g'),
      wait('one', '=x = 1'),
      wait('two', '=x = 2'),
      task('a'),
      task('b'),
      flows('start > g', 'g > one > a', 'g > two > b'),
    );
    const key = engine.start('p');
    set(engine, key, { x: 2 });
    expect(jobTypes(engine)).toEqual(['b']);
    expect(engine.passed(key)).toEqual(['start', 'g', 'two']);
  });
});

describe('a conditional event sub-process', () => {
  const withSub = (interrupting: boolean): Promise<Engine> =>
    deployed(
      start(),
      task('t'),
      eventSubProcess(
        'sub',
        startOn('on', condition('=x > 10'), interrupting),
        task('handle'),
        flows('on > handle'),
      ),
      flows('start > t'),
    );

  it('that interrupts ends what runs around it', async () => {
    const engine = await withSub(true);
    const key = engine.start('p', { x: 5 });
    set(engine, key, { x: 11 });
    set(engine, key, { x: 12 });
    expect(jobTypes(engine)).toEqual(['handle']);
    engine.finish('handle');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('that does not interrupt runs beside, with each change', async () => {
    const engine = await withSub(false);
    const key = engine.start('p', { x: 11 });
    set(engine, key, { x: 12 });
    expect([...jobTypes(engine)].sort()).toEqual(['handle', 'handle', 't']);
  });
});

describe('conditional start events', () => {
  const onCondition = (id: string, text: string): string => startOn(id, condition(text));
  const evaluate = (engine: Engine, variables: Record<string, number>, processDefinitionKey?: string) =>
    engine.core.evaluateConditions({
      variables,
      tenantId: TENANT,
      ...(processDefinitionKey !== undefined && { processDefinitionKey }),
    });

  it('start an instance each when a command finds that their condition holds', async () => {
    const engine = createTestEngine();
    const both = process(
      'p',
      onCondition('big', '=x > 10'),
      onCondition('small', '=x > 1'),
      onCondition('other', '=y > 1'),
      task('t'),
      flows('big > t', 'small > t', 'other > t'),
    );
    await engine.deploy(definitions(both));
    const { processes } = await engine.deploy(
      definitions(process('q', onCondition('s', '=x > 10'), task('u'), flows('s > u'))),
    );
    const found = expectOk(evaluate(engine, { x: 11 }));
    expect(found.processInstances).toHaveLength(3);
    expect(jobTypes(engine)).toEqual(['t', 't', 'u']);
    expect(engine.view(found.processInstances[0]?.processInstanceKey ?? '').variables).toEqual({ x: 11 });
    const key = processes[0]?.processDefinitionKey;
    expect(expectOk(evaluate(engine, { x: 11 }, key)).processInstances).toMatchObject([
      { processDefinitionKey: key },
    ]);
    expect(expectOk(evaluate(engine, { x: 0 })).processInstances).toEqual([]);
    expect(evaluate(engine, { x: 0 }, '1')).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  });

  it('of older versions no longer wait', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', onCondition('s', '=x > 1'), task('t'), flows('s > t'))));
    await engine.deploy(definitions(process('p', onCondition('s', '=x > 5'), task('t'), flows('s > t'))));
    expect(expectOk(evaluate(engine, { x: 2 })).processInstances).toEqual([]);
    expect(expectOk(evaluate(engine, { x: 6 })).processInstances).toHaveLength(1);
  });
});

describe('conditional events are refused', () => {
  it.each([
    ['without a condition', '<bpmn:conditionalEventDefinition id="d" />', 'Must have a condition'],
    ['with a static condition', condition('x'), 'Expected expression but found static value'],
    ['with broken FEEL', condition('=('), 'failed to parse expression'],
    [
      'with an unknown change',
      condition('=x', 'variableEvents="delete"'),
      "Variable event 'delete' is not valid",
    ],
    [
      'with a change that has the name of a method',
      condition('=x', 'variableEvents="toString"'),
      "Variable event 'toString' is not valid",
    ],
    ['with an empty name', condition('=x', 'variableNames="a,,b"'), 'must not contain empty names'],
    ['with an expression for a name', condition('=x', 'variableNames="=a"'), 'must be static'],
  ])('%s', async (_name, definition, message) => {
    const engine = createTestEngine();
    const event = element('intermediateCatchEvent', 'c', { body: definition });
    expect(await engine.refusal(definitions(process('p', start(), event)))).toContain(message);
  });
});
