import { expect, test } from 'vitest';
import type { GlobalListener } from './global-listener-types.ts';
import { definitions, element, end, extensions, flows, process, start } from './testing/bpmn.ts';
import { taskListeners, withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const userTask = (...listeners: readonly string[]): string =>
  withExtension(
    element('userTask', 't', { body: extensions('<zeebe:userTask />') }),
    listeners.length === 0 ? '' : taskListeners(...listeners),
  );

async function startWith(task: string, ...listeners: readonly Partial<GlobalListener>[]) {
  const engine = createTestEngine();
  for (const [index, listener] of listeners.entries())
    expectOk(
      engine.core.createGlobalListener({
        id: `g${index}`,
        type: `g${index}`,
        retries: 3,
        eventTypes: ['all'],
        afterNonGlobal: false,
        priority: 50,
        ...listener,
      }),
    );
  await engine.deploy(definitions(process('p', start(), task, end(), flows('start > t > end'))));
  const key = engine.start('p');
  return { engine, key, taskKey: engine.core.userTasks()[0]?.key ?? '' };
}

type Engine = ReturnType<typeof createTestEngine>;
const types = ({ core }: Engine): readonly string[] => core.jobs().map(({ type }) => type);
const settle = (engine: Engine, type: string): void => {
  const { key } = engine.takeOne(type);
  expectOk(engine.core.completeJob({ jobKey: key, variables: {} }));
};

test('global listeners run before and after those of the model, the highest priority first', async () => {
  const { engine, key, taskKey } = await startWith(
    userTask('completing:own'),
    { id: 'low', type: 'low', eventTypes: ['completing'], priority: 1 },
    { id: 'high', type: 'high', eventTypes: ['completing'], priority: 99 },
    { id: 'after', type: 'after', eventTypes: ['completing'], afterNonGlobal: true },
  );
  expect(types(engine)).toEqual([]);
  expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} }));
  for (const type of ['high', 'low', 'own', 'after']) {
    expect(types(engine)).toEqual([type]);
    settle(engine, type);
  }
  expect(engine.core.instance(key)?.state).toBe('COMPLETED');
});

test('a listener of all events sees the creation and the end of a task whose model has none', async () => {
  const { engine, key } = await startWith(userTask(), {});
  expect(engine.core.userTasks()[0]?.transition).toBe('creating');
  settle(engine, 'g0');
  expect(engine.core.userTasks()[0]?.transition).toBeUndefined();
  expectOk(engine.core.cancelInstance(key));
  expect(engine.core.userTasks()[0]?.transition).toBe('canceling');
  settle(engine, 'g0');
  expect(engine.core.instance(key)?.state).toBe('TERMINATED');
});

test('what has begun goes on with the listeners it began with', async () => {
  const { engine, taskKey } = await startWith(userTask(), { eventTypes: ['completing'] });
  expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} }));
  expectOk(engine.core.deleteGlobalListener('g0'));
  settle(engine, 'g0');
  expect(engine.core.userTasks()).toEqual([]);
});

test('a listener is created once, and changed and deleted when it is there', () => {
  const { core } = createTestEngine();
  const listener: GlobalListener = {
    id: 'a',
    type: 'audit',
    retries: 3,
    eventTypes: ['all'],
    afterNonGlobal: false,
    priority: 50,
  };
  expect(core.updateGlobalListener(listener)).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  expectOk(core.createGlobalListener(listener));
  expect(core.createGlobalListener(listener)).toMatchObject({ rejection: { code: 'ALREADY_EXISTS' } });
  expectOk(core.updateGlobalListener({ ...listener, priority: 7 }));
  expect(core.globalListeners()).toEqual([{ ...listener, priority: 7 }]);
  expectOk(core.deleteGlobalListener('a'));
  expect(core.deleteGlobalListener('a')).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
});
