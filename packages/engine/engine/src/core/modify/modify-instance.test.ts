import { beforeEach, describe, expect, it } from 'vitest';

import type { Key } from '../commands.ts';
import {
  boundary,
  definitions,
  element,
  end,
  event,
  eventSubProcess,
  flows,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  startOn,
  subProcess,
  task,
  timerDefinition,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';
import type { ModifyInstanceCommand } from './modify-types.ts';

let engine: ReturnType<typeof createTestEngine>;
beforeEach(() => {
  engine = createTestEngine();
});

type Instructions = Omit<ModifyInstanceCommand, 'processInstanceKey'>;
const modify = (processInstanceKey: Key, instructions: Instructions): void =>
  expectOk(engine.core.modifyInstance({ processInstanceKey, ...instructions }));

/** The reason of a refused modification, after which nothing has changed. */
function refusal(processInstanceKey: Key, instructions: Instructions): string {
  const before = JSON.stringify(engine.core.snapshot());
  const result = engine.core.modifyInstance({ processInstanceKey, ...instructions });
  expect(JSON.stringify(engine.core.snapshot())).toBe(before);
  if (result.ok) throw new Error('The modification was accepted');
  expect(result.rejection.intent).toBe('MODIFY');
  return `${result.rejection.code}: ${result.rejection.reason}`;
}

const activeOf = (processInstanceKey: Key, elementId: string): readonly Key[] =>
  (engine.core.history(processInstanceKey)?.elements ?? [])
    .filter((passage) => passage.elementId === elementId && passage.state === 'ACTIVE')
    .map(({ elementInstanceKey }) => elementInstanceKey);
const onlyOf = (processInstanceKey: Key, elementId: string): Key => {
  const [key, ...others] = activeOf(processInstanceKey, elementId);
  if (key === undefined || others.length > 0) throw new Error(`Not exactly one instance of ${elementId}`);
  return key;
};

const twoTasks = definitions(
  process('p', start(), task('a'), task('b'), end(), flows('start > a > b > end')),
);

describe('a flat process', () => {
  let key: Key;
  beforeEach(async () => {
    await engine.deploy(twoTasks);
    key = engine.start('p', { v: 1 });
  });

  it('moves from one task to another with new variables', () => {
    modify(key, {
      activateInstructions: [
        {
          elementId: 'b',
          variableInstructions: [{ variables: { v: 2, w: 3 } }, { variables: { own: 4 }, scopeId: 'b' }],
        },
      ],
      terminateInstructions: [{ elementInstanceKey: onlyOf(key, 'a') }],
    });
    expect(engine.view(key)).toMatchObject({ activeElements: ['b'], variables: { v: 2, w: 3 } });
    expect(engine.passed(key, 'TERMINATED')).toEqual(['a']);
    expect(engine.core.history(key)?.jobs.find(({ type }) => type === 'a')?.state).toBe('CANCELED');
    expect(engine.takeOne('b').variables).toEqual({ v: 2, w: 3, own: 4 });
    engine.core
      .jobs()
      .forEach(({ key: jobKey }) => expectOk(engine.core.completeJob({ jobKey, variables: {} })));
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('moves by element id, by key and terminates by element id', () => {
    modify(key, { moveInstructions: [{ sourceElementId: 'a', targetElementId: 'b' }] });
    expect(engine.view(key).activeElements).toEqual(['b']);
    modify(key, {
      moveInstructions: [
        {
          sourceElementInstanceKey: onlyOf(key, 'b'),
          targetElementId: 'a',
          variableInstructions: [{ variables: { moved: true } }],
        },
      ],
    });
    expect(engine.view(key)).toMatchObject({ activeElements: ['a'], variables: { v: 1, moved: true } });
    modify(key, { terminateInstructions: [{ elementId: 'a' }] });
    expect(engine.view(key)).toMatchObject({ state: 'TERMINATED', activeElements: [] });
    expect(engine.leftovers()).toBe(0);
  });

  it('cancels the instance when its last element is terminated, and notifies its listeners', () => {
    const ends: unknown[] = [];
    engine.core.onInstanceEnd(key, (ending) => ends.push(ending));
    modify(key, { terminateInstructions: [{ elementInstanceKey: onlyOf(key, 'a') }] });
    expect(ends).toEqual([{ state: 'TERMINATED' }]);
    expect(engine.passed(key, 'TERMINATED')).toEqual(['a', 'p']);
  });

  it('activates the same element twice', () => {
    modify(key, { activateInstructions: [{ elementId: 'b' }, { elementId: 'b' }] });
    expect(engine.take('b', 9)).toHaveLength(2);
    engine.core
      .jobs()
      .forEach(({ key: jobKey }) => expectOk(engine.core.completeJob({ jobKey, variables: {} })));
    engine.finish('b');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('refuses what is not there', () => {
    expect(refusal('2251799813699999', {})).toBe(
      "NOT_FOUND: Expected to modify process instance but no process instance found with key '2251799813699999'",
    );
    const reasons = (instructions: Instructions): string =>
      refusal(key, instructions).replace(
        "INVALID_ARGUMENT: Expected to modify instance of process 'p' but it contains ",
        '',
      );
    expect(reasons({ activateInstructions: [{ elementId: 'x' }, { elementId: 'y' }] })).toBe(
      "one or more activate instructions with an element that could not be found: 'x', 'y'",
    );
    expect(reasons({ activateInstructions: [{ elementId: 'start' }] })).toContain(
      "for elements that are unsupported: 'start'. The activation of elements with type 'START_EVENT' is not supported.",
    );
    expect(reasons({ activateInstructions: [{ elementId: 'flow_a_b' }] })).toContain("type 'SEQUENCE_FLOW'");
    expect(reasons({ terminateInstructions: [{ elementInstanceKey: '1' }] })).toBe(
      "one or more terminate instructions with an element instance that could not be found: '1'",
    );
    expect(reasons({ terminateInstructions: [{}] })).toContain(
      'neither an element instance key nor element id',
    );
    expect(reasons({ terminateInstructions: [{ elementInstanceKey: '1', elementId: 'a' }] })).toContain(
      "both element instance key and element id, but only one of them is allowed: '(1, a)'",
    );
    expect(reasons({ moveInstructions: [{ targetElementId: 'b' }] })).toContain(
      "either or both the source or target element id missing: '(, b)'",
    );
    const move = { sourceElementId: 'a', targetElementId: 'b' };
    expect(reasons({ moveInstructions: [move, move] })).toBe(
      "multiple move instructions with identical source element ids: 'a'",
    );
    expect(
      reasons({ moveInstructions: [{ sourceElementInstanceKey: '1', targetElementId: 'b' }] }),
    ).toContain("with a source element instance that could not be found: '1'");
    const variableInstructions = (scopeId: string) => [{ variables: {}, scopeId }];
    expect(
      reasons({
        activateInstructions: [{ elementId: 'b', variableInstructions: variableInstructions('x') }],
      }),
    ).toContain("with a scope element id that could not be found: 'x'");
    expect(
      reasons({
        activateInstructions: [{ elementId: 'b', variableInstructions: variableInstructions('a') }],
      }),
    ).toContain("with a scope element that doesn't belong to the activating element's flow scope");
    expect(
      reasons({
        activateInstructions: [{ elementId: 'b' }],
        terminateInstructions: [{ elementInstanceKey: key }],
      }),
    ).toContain(`element 'b' requires flow scope instance '${key}' which is being terminated`);
  });
});

const nested = definitions(
  process(
    'p',
    start(),
    task('before'),
    subProcess(
      'outer',
      start('outerStart'),
      task('x'),
      subProcess('inner', start('innerStart'), task('y'), flows('innerStart > y')),
      flows('outerStart > x > inner'),
      eventSubProcess(
        'late',
        startOn('lateStart', messageDefinition('m'), false),
        task('z'),
        flows('lateStart > z'),
      ),
    ),
    boundary('limit', 'outer', { body: timerDefinition('timeDuration', '=limit') }),
    task('after'),
    flows('start > before > outer > after', 'limit > after'),
  ),
  message('m', 'late', '=id'),
);

describe('sub-processes', () => {
  let key: Key;
  beforeEach(async () => {
    await engine.deploy(nested);
    key = engine.start('p', { id: 'k', limit: 'PT1H' });
  });

  it('makes the scopes that are missing, active and with their subscriptions', () => {
    modify(key, {
      activateInstructions: [
        { elementId: 'y', variableInstructions: [{ variables: { inOuter: 1 }, scopeId: 'outer' }] },
        { elementId: 'x' },
      ],
      terminateInstructions: [{ elementId: 'before' }],
    });
    expect(activeOf(key, 'outer')).toHaveLength(1);
    expect(engine.view(key).activeElements).toEqual(['outer', 'inner', 'x', 'y']);
    expect(engine.takeOne('y').variables).toMatchObject({ inOuter: 1 });
    engine.publish('late', 'k');
    engine.finish('z');
    engine.clock.advance(3_600_000);
    expect(engine.view(key).activeElements).toEqual(['after']);
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('goes on behind a scope that was made', () => {
    modify(key, { moveInstructions: [{ sourceElementId: 'before', targetElementId: 'y' }] });
    engine.finish('y');
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.passed(key)).toEqual(expect.arrayContaining(['y', 'inner', 'outer', 'after', 'p']));
    expect(engine.passed(key)).not.toContain('x');
  });

  it('terminates scopes that become empty', () => {
    modify(key, { moveInstructions: [{ sourceElementId: 'before', targetElementId: 'y' }] });
    modify(key, {
      terminateInstructions: [{ elementId: 'y' }],
      activateInstructions: [{ elementId: 'after' }],
    });
    expect(engine.view(key).activeElements).toEqual(['after']);
    expect(engine.passed(key, 'TERMINATED')).toEqual(['before', 'y', 'inner', 'outer']);
    expect(engine.core.snapshot()).toMatchObject({ timers: [], subscriptions: [] });
  });

  it('needs an ancestor when there are several, and makes scopes anew below it', () => {
    modify(key, {
      activateInstructions: [
        { elementId: 'x', ancestorElementInstanceKey: key },
        { elementId: 'x', ancestorElementInstanceKey: key },
      ],
    });
    const [first = '', second = ''] = activeOf(key, 'outer');
    expect(second).not.toBe('');
    expect(refusal(key, { activateInstructions: [{ elementId: 'y' }] })).toContain(
      "an element that has a flow scope with more than one active instance: 'outer'. Can't decide in which instance",
    );
    modify(key, { activateInstructions: [{ elementId: 'y', ancestorElementInstanceKey: first }] });
    const inner = onlyOf(key, 'inner');
    modify(key, { activateInstructions: [{ elementId: 'y', ancestorElementInstanceKey: inner }] });
    expect(activeOf(key, 'inner')).toHaveLength(1);
    modify(key, { activateInstructions: [{ elementId: 'y', ancestorElementInstanceKey: first }] });
    expect(activeOf(key, 'inner')).toHaveLength(2);
    const scopes = engine.core.history(key)?.elements.filter(({ elementId }) => elementId === 'inner');
    expect(scopes?.map(({ scopeKey }) => scopeKey)).toEqual([first, first]);
  });

  it('refuses ancestors that are none', async () => {
    const other = engine.start('p', { id: 'o', limit: 'PT1H' });
    const at = (ancestorElementInstanceKey: Key, elementId = 'y'): string =>
      refusal(key, { activateInstructions: [{ elementId, ancestorElementInstanceKey }] });
    expect(at('7')).toContain(
      "with an ancestor scope key that does not exist, or is not in an active state: '7'",
    );
    expect(at(other)).toContain(`that does not belong to the modified process instance: '${other}'`);
    const before = onlyOf(key, 'before');
    expect(at(before)).toContain(
      `that is not an ancestor of the element to activate:\n- instance '${before}' of element 'before' is not an ancestor of element 'y'`,
    );
  });

  it('moves to the scope of the source, or to the nearest that fits', () => {
    modify(key, {
      activateInstructions: [
        { elementId: 'x', ancestorElementInstanceKey: key },
        { elementId: 'y', ancestorElementInstanceKey: key },
      ],
    });
    modify(key, {
      moveInstructions: [{ sourceElementId: 'y', targetElementId: 'x', ancestorScope: { kind: 'inferred' } }],
    });
    expect(activeOf(key, 'outer')).toHaveLength(2);
    expect(activeOf(key, 'x')).toHaveLength(2);
    modify(key, {
      moveInstructions: [
        { sourceElementId: 'x', targetElementId: 'y', ancestorScope: { kind: 'sourceParent' } },
      ],
    });
    expect(activeOf(key, 'outer')).toHaveLength(2);
    expect(activeOf(key, 'y')).toHaveLength(2);
  });

  it('changes nothing when a subscription of a new scope cannot be opened', () => {
    const broken = engine.start('p', { id: 'k', limit: 'soon' });
    expect(
      refusal(broken, {
        activateInstructions: [
          { elementId: 'after' },
          { elementId: 'y', variableInstructions: [{ variables: { v: 1 } }] },
        ],
        terminateInstructions: [{ elementId: 'before' }],
      }),
    ).toMatch(/^INVALID_ARGUMENT: Expected to subscribe to catch event\(s\) of 'outer' but .*soon/);
    expect(engine.view(broken)).toMatchObject({ activeElements: ['before'], variables: { limit: 'soon' } });
  });

  it('activates in an event sub-process, and the event sub-process itself', () => {
    modify(key, { activateInstructions: [{ elementId: 'z' }, { elementId: 'late' }] });
    expect(engine.take('z', 9)).toHaveLength(2);
    expect(activeOf(key, 'late')).toHaveLength(2);
    expect(activeOf(key, 'outer')).toHaveLength(1);
  });
});

describe('ad-hoc sub-processes', () => {
  it('are made with the scope in them, and go on behind it', async () => {
    const adHoc = element('adHocSubProcess', 'ad', {
      body: `<bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=[]" /></bpmn:extensionElements>${task('x')}`,
    });
    await engine.deploy(
      definitions(
        process('p', start(), task('before'), adHoc, task('after'), flows('start > before > ad > after')),
      ),
    );
    const key = engine.start('p');
    modify(key, { moveInstructions: [{ sourceElementId: 'before', targetElementId: 'x' }] });
    engine.finish('x');
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });
});

describe('multi-instance', () => {
  const loop = (activity: string, sequential = false): string =>
    definitions(
      process(
        'p',
        start(),
        task('before'),
        repeated(activity, { items: '=items', item: 'item', sequential }),
        task('after'),
        flows('start > before > many > after'),
      ),
    );
  const manyTasks = subProcess('many', start('s'), task('each'), task('extra'), flows('s > each > extra'));

  it('activates the whole activity, but not an instance of it', async () => {
    await engine.deploy(loop(manyTasks));
    const key = engine.start('p', { items: [1, 2] });
    expect(refusal(key, { activateInstructions: [{ elementId: 'extra' }] })).toContain(
      "would result in the activation of multi-instance element 'many', which is currently unsupported",
    );
    modify(key, { moveInstructions: [{ sourceElementId: 'before', targetElementId: 'many' }] });
    expect(engine.take('each', 9)).toHaveLength(2);
    expect(refusal(key, { activateInstructions: [{ elementId: 'extra' }] })).toContain(
      "more than one active instance: 'many'",
    );
    const [body = '', first = ''] = activeOf(key, 'many');
    expect(
      refusal(key, { activateInstructions: [{ elementId: 'extra', ancestorElementInstanceKey: body }] }),
    ).toContain("activation of multi-instance element 'many'");
    modify(key, { activateInstructions: [{ elementId: 'extra', ancestorElementInstanceKey: first }] });
    expect(engine.takeOne('extra').variables).toMatchObject({ item: 1 });
  });

  it('counts terminated instances, and ends with its last one', async () => {
    await engine.deploy(loop(task('many')));
    const key = engine.start('p', { items: [1, 2, 3] });
    engine.finish('before');
    const [, first = '', second = '', third = ''] = activeOf(key, 'many');
    modify(key, { terminateInstructions: [{ elementInstanceKey: first }] });
    expect(engine.core.snapshot().elementInstances.find(({ loop: state }) => state)?.loop).toMatchObject({
      terminated: 1,
    });
    engine.finish('many');
    expect(engine.view(key).activeElements).toEqual(['many']);
    modify(key, {
      terminateInstructions: [{ elementInstanceKey: third }],
      activateInstructions: [{ elementId: 'after' }],
    });
    expect(activeOf(key, 'many')).toEqual([]);
    expect(second).not.toBe('');
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('goes on behind the activity when one instance was terminated and the others complete', async () => {
    await engine.deploy(loop(task('many')));
    const key = engine.start('p', { items: [1, 2] });
    engine.finish('before');
    const [, first = ''] = activeOf(key, 'many');
    modify(key, { terminateInstructions: [{ elementInstanceKey: first }] });
    engine.finish('many');
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });
});

describe('call activities', () => {
  beforeEach(async () => {
    await engine.deploy(
      definitions(
        process(
          'parent',
          start(),
          element('callActivity', 'call', {
            body: '<bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements>',
          }),
          task('after'),
          flows('start > call > after'),
        ),
        process('child', start('cs'), task('a'), task('b'), flows('cs > a > b')),
      ),
    );
  });

  it('modifies the called instance, whose caller goes on', () => {
    const key = engine.start('parent');
    const child = engine.takeOne('a').processInstanceKey;
    modify(child, { moveInstructions: [{ sourceElementId: 'a', targetElementId: 'b' }] });
    engine.finish('b');
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('refuses to end a called instance, and ends it with its call activity', () => {
    const key = engine.start('parent');
    const child = engine.takeOne('a').processInstanceKey;
    const reason =
      "INVALID_ARGUMENT: Expected to modify instance of process 'child' but the given instructions would terminate the instance. The instance was created by a call activity in the parent process. To terminate this instance please modify the parent process instead.";
    expect(refusal(child, { terminateInstructions: [{ elementId: 'a' }] })).toBe(reason);
    expect(refusal(child, { terminateInstructions: [{ elementInstanceKey: child }] })).toBe(reason);
    modify(key, { moveInstructions: [{ sourceElementId: 'call', targetElementId: 'after' }] });
    expect(engine.view(child).state).toBe('TERMINATED');
    expect(engine.view(key).activeElements).toEqual(['after']);
    expect(engine.core.jobs()).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('keeps one that waits at a join, and lets an inclusive join go on', async () => {
    const gateways = (kind: string): string =>
      definitions(
        process(
          'p',
          start(),
          event('parallelGateway', 'fork'),
          task('a'),
          task('b'),
          event(kind, 'join'),
          task('c'),
          flows('start > fork > a > join > c', 'fork > b > join'),
        ),
      );
    await engine.deploy(gateways('parallelGateway'));
    const key = engine.start('p');
    engine.finish('a');
    modify(key, { terminateInstructions: [{ elementId: 'b' }] });
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', activeElements: [] });
    modify(key, { activateInstructions: [{ elementId: 'b' }] });
    engine.finish('b');
    engine.finish('c');
    expect(engine.view(key).state).toBe('COMPLETED');
    await engine.deploy(gateways('inclusiveGateway'));
    const inclusive = engine.start('p');
    engine.finish('a');
    expect(engine.view(inclusive).activeElements).toEqual(['b']);
    modify(inclusive, { terminateInstructions: [{ elementId: 'b' }] });
    expect(engine.view(inclusive).activeElements).toEqual(['c']);
  });

  it('does not activate events behind an event-based gateway', async () => {
    const wait = event('intermediateCatchEvent', 'one', timerDefinition('timeDuration', 'PT1H'));
    const other = event('intermediateCatchEvent', 'two', timerDefinition('timeDuration', 'PT2H'));
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          task('a'),
          event('eventBasedGateway', 'gate'),
          wait,
          other,
          flows('start > a > gate > one', 'gate > two'),
        ),
      ),
    );
    const key = engine.start('p');
    expect(refusal(key, { activateInstructions: [{ elementId: 'one' }] })).toContain(
      "unsupported: 'one'. The activation of events belonging to an event-based gateway is not supported.",
    );
    modify(key, { moveInstructions: [{ sourceElementId: 'a', targetElementId: 'gate' }] });
    engine.clock.advance(3_600_000);
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('goes on identically from a snapshot', async () => {
    await engine.deploy(twoTasks);
    const key = engine.start('p');
    modify(key, { moveInstructions: [{ sourceElementId: 'a', targetElementId: 'b' }] });
    engine = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()), clock: engine.clock });
    engine.finish('b');
    expect(engine.view(key).state).toBe('COMPLETED');
  });
});
