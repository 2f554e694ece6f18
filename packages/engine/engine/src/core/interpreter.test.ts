import { describe, expect, it } from 'vitest';

import {
  definitions,
  element,
  end,
  extensions,
  flows,
  ioMapping,
  process,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const twoTasks = definitions(
  process('p', start(), task('a'), task('b'), end(), flows('start > a > b > end')),
);

describe('a sequence of tasks', () => {
  it('hands out one job after the other and ends with the variables of all', async () => {
    const engine = createTestEngine();
    await engine.deploy(twoTasks);
    const key = engine.start('p', { given: 1 });
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', activeElements: ['a'] });
    engine.finish('a', { fromA: 2 });
    expect(engine.takeOne('b').variables).toEqual({ given: 1, fromA: 2 });
    expect(engine.view(key).activeElements).toEqual(['b']);
  });

  it('completes the instance after its last element and leaves nothing behind', async () => {
    const engine = createTestEngine();
    await engine.deploy(twoTasks);
    const key = engine.start('p', { given: 1 });
    const ends: unknown[] = [];
    engine.core.onInstanceEnd(key, (ended) => ends.push(ended));
    engine.finish('a', { fromA: 2 });
    engine.finish('b', { fromB: 3 });
    const variables = { given: 1, fromA: 2, fromB: 3 };
    expect(ends).toEqual([{ state: 'COMPLETED', variables }]);
    expect(engine.view(key)).toEqual({
      processInstanceKey: key,
      bpmnProcessId: 'p',
      state: 'COMPLETED',
      variables,
      incidents: [],
      activeElements: [],
    });
    expect(engine.leftovers()).toBe(0);
  });

  it('tells of an end that has already come at once, and not after the call was taken back', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), task('a'), flows('start > a'))));
    const first = engine.start('p');
    const second = engine.start('p');
    const told: string[] = [];
    engine.core.onInstanceEnd(second, () => told.push('second'))();
    engine.finish('a');
    engine.finish('a');
    engine.core.onInstanceEnd(first, ({ state }) => told.push(state));
    expect(told).toEqual(['COMPLETED']);
  });
});

describe('elements without work', () => {
  it('lets undefined tasks, manual tasks and none events pass', async () => {
    const engine = createTestEngine();
    const parts = [element('task', 't'), element('manualTask', 'm'), element('intermediateThrowEvent', 'i')];
    await engine.deploy(
      definitions(process('p', start(), ...parts, end(), flows('start > t > m > i > end'))),
    );
    expect(engine.view(engine.start('p', { a: 1 }))).toMatchObject({
      state: 'COMPLETED',
      variables: { a: 1 },
    });
  });

  it('leaves mappings of tasks that do nothing out, as the broker does, and says so', async () => {
    const engine = createTestEngine();
    const body = extensions(ioMapping([['=1', 'in']], [['=2', 'out']]));
    await engine.deploy(
      definitions(process('p', start(), element('manualTask', 'm', { body }), flows('start > m'))),
    );
    expect(engine.view(engine.start('p')).variables).toEqual({});
    expect(engine.warnings).toEqual(["test.bpmn: 'zeebe:ioMapping' on the element 'm' has no effect"]);
  });

  it('ends at an element without outgoing flows', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start())));
    expect(engine.view(engine.start('p')).state).toBe('COMPLETED');
  });
});

describe('an exclusive gateway', () => {
  const model = (gateway: string, ...ways: readonly string[]): string =>
    definitions(
      process(
        'p',
        start(),
        element('exclusiveGateway', 'g', { attributes: gateway }),
        task('low'),
        task('high'),
        task('other'),
        flows('start > g', ...ways),
      ),
    );
  const byAmount = model(
    'default="flow_g_other"',
    'g > low : =amount < 10',
    'g > high : =amount > 100',
    'g > other',
  );

  it.each([
    [5, 'low'],
    [500, 'high'],
    [50, 'other'],
  ])('sends an amount of %d to %s', async (amount, expected) => {
    const engine = createTestEngine();
    await engine.deploy(byAmount);
    expect(engine.view(engine.start('p', { amount })).activeElements).toEqual([expected]);
  });

  it('asks the last flow of the file first', async () => {
    const engine = createTestEngine();
    await engine.deploy(model('', 'g > low : =true', 'g > high : =true'));
    expect(engine.view(engine.start('p')).activeElements).toEqual(['high']);
  });

  it('raises an incident for a condition that is not a boolean, even with a default flow', async () => {
    const engine = createTestEngine();
    await engine.deploy(byAmount);
    const key = engine.start('p', {});
    expect(engine.view(key).incidents).toMatchObject([
      {
        type: 'EXTRACT_VALUE_ERROR',
        elementId: 'g',
        message: "Expected result of the expression 'amount > 100' to be 'BOOLEAN', but was 'NULL'.",
      },
    ]);
  });

  it('raises an incident when no flow fits, and goes on when resolving finds one', async () => {
    const engine = createTestEngine();
    await engine.deploy(model('', 'g > low : =amount < 10', 'g > high : =amount > 100'));
    const key = engine.start('p', { amount: 50 });
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({
      type: 'CONDITION_ERROR',
      message: 'Expected at least one condition to evaluate to true, or to have a default flow',
    });
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { amount: 5 }, local: false }));
    expectOk(engine.core.resolveIncident(incident!.key));
    expect(engine.view(key)).toMatchObject({ incidents: [], activeElements: ['low'] });
  });

  it('merges without waiting', async () => {
    const engine = createTestEngine();
    const gateways = [element('parallelGateway', 'fork'), element('exclusiveGateway', 'merge')];
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          ...gateways,
          task('a'),
          flows('start > fork', 'fork > merge > a', 'fork > x > merge'),
          element('task', 'x'),
        ),
      ),
    );
    engine.start('p');
    expect(engine.take('a', 10)).toHaveLength(2);
  });
});

describe('a parallel gateway', () => {
  const forkJoin = definitions(
    process(
      'p',
      start(),
      element('parallelGateway', 'fork'),
      element('parallelGateway', 'join'),
      task('a'),
      task('b'),
      task('after'),
      flows('start > fork', 'fork > a > join', 'fork > b > join', 'join > after'),
    ),
  );

  it('waits for a token on each incoming flow', async () => {
    const engine = createTestEngine();
    await engine.deploy(forkJoin);
    const key = engine.start('p');
    expect(engine.view(key).activeElements).toEqual(['b', 'a']);
    engine.finish('a', { a: 1 });
    expect(engine.take('after')).toEqual([]);
    engine.finish('b', { b: 2 });
    expect(engine.takeOne('after').variables).toEqual({ a: 1, b: 2 });
  });

  it('waits forever where one of its flows is not taken', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('exclusiveGateway', 'choice', { attributes: 'default="flow_choice_join"' }),
          element('parallelGateway', 'join'),
          task('a'),
          task('after'),
          flows('start > choice', 'choice > a : =false', 'a > join', 'choice > join', 'join > after'),
        ),
      ),
    );
    const key = engine.start('p');
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', activeElements: [] });
  });

  it('keeps a second token of one flow for the next round', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('task', 'twice'),
          element('task', 'x'),
          element('exclusiveGateway', 'merge'),
          element('exclusiveGateway', 'slowMerge'),
          element('parallelGateway', 'join'),
          task('slow'),
          task('after'),
          flows('start > twice > merge > join', 'twice > x > merge'),
          flows('start > slowMerge > slow > join', 'x > slowMerge', 'join > after'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('slow');
    expect(engine.take('after', 10)).toHaveLength(1);
    engine.finish('slow');
    expect(engine.take('after', 10)).toHaveLength(1);
    expect(engine.view(key).activeElements).toEqual(['after']);
  });
});

describe('a sub-process', () => {
  const withSub = definitions(
    process(
      'p',
      start(),
      element('subProcess', 'sub', {
        body: [start('inner'), task('a'), end('innerEnd'), flows('inner > a > innerEnd')].join(''),
      }),
      task('after'),
      flows('start > sub > after'),
    ),
  );

  it('completes when nothing in it is left', async () => {
    const engine = createTestEngine();
    await engine.deploy(withSub);
    const key = engine.start('p');
    expect(engine.view(key).activeElements).toEqual(['sub', 'a']);
    engine.finish('a', { r: 1 });
    expect(engine.takeOne('after').variables).toEqual({ r: 1 });
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it('ends wholly at a terminate end event, while the process goes on', async () => {
    const engine = createTestEngine();
    const inner = [
      start('inner'),
      element('parallelGateway', 'fork'),
      task('never'),
      task('last'),
      end('stop', '<bpmn:terminateEventDefinition />'),
      flows('inner > fork', 'fork > never', 'fork > last > stop'),
    ];
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('subProcess', 'sub', { body: inner.join('') }),
          task('after'),
          flows('start > sub > after'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('last');
    expect(engine.view(key).activeElements).toEqual(['after']);
    expect(engine.take('never')).toEqual([]);
  });
});

describe('a terminate end event', () => {
  it('completes the process and takes back the jobs of other branches', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          task('a'),
          task('b'),
          end('stop', '<bpmn:terminateEventDefinition />'),
          flows('start > a', 'start > b > stop'),
        ),
      ),
    );
    const key = engine.start('p', { v: 1 });
    engine.finish('b');
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
    expect(engine.leftovers()).toBe(0);
  });
});

it('stops a loop that never waits with an incident instead of hanging', async () => {
  const engine = createTestEngine();
  await engine.deploy(
    definitions(
      process(
        'p',
        start(),
        element('exclusiveGateway', 'g'),
        element('subProcess', 'sub', { body: start('inner') }),
        flows('start > g', 'g > sub', 'sub > g'),
      ),
    ),
  );
  const key = engine.start('p');
  expect(engine.view(key).incidents[0]?.message).toMatch(/without a wait state/);
  expectOk(engine.core.cancelInstance(key));
  expect(engine.leftovers()).toBe(0);
});
