import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  event,
  eventSubProcess,
  extensions,
  flows,
  process,
  repeated,
  signal,
  signalDefinition,
  start,
  startOn,
  subProcess,
  task,
} from './testing/bpmn.ts';
import { executionListeners, taskListeners, withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const userTask = (...listeners: readonly string[]): string =>
  withExtension(
    element('userTask', 't', { body: extensions('<zeebe:userTask />') }),
    taskListeners(...listeners),
  );
type Engine = ReturnType<typeof createTestEngine>;
const deployed = async (...parts: readonly string[]): Promise<Engine> => {
  const engine = createTestEngine();
  await engine.deploy(definitions(signal('S', 's'), process('p', ...parts)));
  return engine;
};
const jobTypes = (engine: Engine): readonly string[] => engine.core.jobs().map(({ type }) => type);
const onSignal = (host: string): string => boundary('b', host, { body: signalDefinition('S') });
const handled = eventSubProcess(
  'sub',
  startOn('on', signalDefinition('S')),
  task('late'),
  flows('on > late'),
);

describe('canceling listeners of a user task', () => {
  it('run one after the other before an interrupting boundary event goes on', async () => {
    const engine = await deployed(
      start(),
      userTask('canceling:c1', 'canceling:c2', 'completing:x'),
      onSignal('t'),
      task('late'),
      flows('start > t', 'b > late'),
    );
    const key = engine.start('p');
    const taskKey = engine.core.userTasks()[0]?.key ?? '';
    engine.signal('s', { v: 1 });
    engine.signal('s');
    expect(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} })).toMatchObject({
      rejection: { code: 'INVALID_STATE' },
    });
    expect(engine.takeOne('c1')).toMatchObject({
      kind: 'TASK_LISTENER',
      listenerEventType: 'CANCELING',
      userTask: { userTaskKey: taskKey },
    });
    expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
    expect(jobTypes(engine)).toEqual(['c2']);
    const again = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()) });
    again.finish('c2');
    expect(jobTypes(again)).toEqual(['late']);
    expect(again.view(key).variables).toEqual({ v: 1 });
    expect(again.passed(key, 'TERMINATED')).toEqual(['t']);
    again.finish('late');
    expect(again.view(key).state).toBe('COMPLETED');
    expect(again.leftovers()).toBe(0);
  });

  it.each([
    ['an event sub-process', [userTask('canceling:c'), handled], 'start > t'],
    [
      'a boundary event around a sub-process',
      [
        subProcess(
          'outer',
          start('in'),
          userTask('canceling:c'),
          task('beside'),
          flows('in > t', 'in > beside'),
        ),
        onSignal('outer'),
        task('late'),
      ],
      'start > outer',
    ],
    [
      'a boundary event of a multi-instance activity',
      [repeated(userTask('canceling:c'), { items: '=[1]', item: 'i' }), onSignal('t'), task('late')],
      'start > t',
    ],
  ])('hold up %s', async (_name, parts, way) => {
    const more = parts.some((part) => part.includes('"sub"')) ? [] : ['b > late'];
    const engine = await deployed(start(), ...parts, flows(way, ...more));
    const key = engine.start('p');
    engine.signal('s');
    expect(jobTypes(engine)).toEqual(['c']);
    engine.finish('c');
    expect(jobTypes(engine)).toEqual(['late']);
    engine.finish('late');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('hold up the end of a process that is cancelled, its own listeners included', async () => {
    const engine = await deployed(
      extensions(executionListeners('cancel:last')),
      start(),
      userTask('canceling:c'),
      flows('start > t'),
    );
    const key = engine.start('p');
    expectOk(engine.core.cancelInstance(key));
    expect(jobTypes(engine)).toEqual(['c']);
    engine.fail(engine.takeOne('c').key);
    const [incident] = engine.view(key).incidents;
    expect(incident?.type).toBe('TASK_LISTENER_NO_RETRIES');
    expectOk(engine.core.updateJobRetries({ jobKey: incident?.jobKey ?? '', retries: 1 }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('c');
    expect(jobTypes(engine)).toEqual(['last']);
    engine.finish('last');
    expect(engine.view(key).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
    const forced = engine.start('p');
    expectOk(engine.core.cancelInstance(forced));
    expectOk(engine.core.cancelInstance(forced));
    expect(engine.view(forced).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
  });

  it('hold up a terminate end event, and a process that another calls', async () => {
    const engine = await deployed(
      start(),
      userTask('canceling:c'),
      task('u'),
      end('stop', '<bpmn:terminateEventDefinition />'),
      flows('start > t', 'start > u > stop'),
    );
    const called = '<zeebe:calledElement processId="p" />';
    const caller = process(
      'q',
      start(),
      element('callActivity', 'call', { body: extensions(called) }),
      onSignal('call'),
      task('late'),
      flows('start > call', 'b > late'),
    );
    await engine.deploy(definitions(signal('S', 's'), caller));
    const key = engine.start('p');
    engine.finish('u');
    expect(engine.view(key).state).toBe('ACTIVE');
    engine.finish('c');
    expect(engine.view(key).state).toBe('COMPLETED');
    const calling = engine.start('q');
    engine.signal('s');
    expect(jobTypes(engine)).toEqual(['c']);
    engine.finish('c');
    expect(jobTypes(engine)).toEqual(['late']);
    expect(engine.passed(calling, 'TERMINATED')).toEqual(['call']);
  });

  it('are not told of tasks that complete', async () => {
    const engine = await deployed(
      start(),
      userTask('canceling:c'),
      event('task', 'after'),
      flows('start > t > after'),
    );
    const key = engine.start('p');
    expectOk(
      engine.core.completeUserTask({ userTaskKey: engine.core.userTasks()[0]?.key ?? '', variables: {} }),
    );
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });
});
