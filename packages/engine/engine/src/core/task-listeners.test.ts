import type { JsonObject } from '@jobwright/json';
import { describe, expect, it } from 'vitest';

import type { Result } from './commands.ts';
import type { TaskListenerResult } from './job-result.ts';
import {
  boundary,
  definitions,
  element,
  end,
  extensions,
  flows,
  process,
  signal,
  signalDefinition,
  start,
  task,
} from './testing/bpmn.ts';
import { taskListeners, withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const userTask = (more: string, ...listeners: readonly string[]): string =>
  withExtension(
    element('userTask', 't', { body: extensions(`<zeebe:userTask />${more}`) }),
    taskListeners(...listeners),
  );

type Engine = ReturnType<typeof createTestEngine>;
const started = async (
  part: string,
  variables: JsonObject = {},
): Promise<{ engine: Engine; key: string; taskKey: string }> => {
  const engine = createTestEngine();
  await engine.deploy(
    definitions(
      signal('S', 's'),
      process(
        'p',
        start(),
        part,
        end(),
        boundary('b', 't', { body: signalDefinition('S') }),
        task('late'),
        flows('start > t > end', 'b > late'),
      ),
    ),
  );
  const key = engine.start('p', variables);
  return { engine, key, taskKey: engine.core.userTasks()[0]?.key ?? '' };
};

const settle = (engine: Engine, type: string, result: Partial<TaskListenerResult> = {}): Result<void> =>
  engine.core.completeJob({
    jobKey: engine.takeOne(type).key,
    variables: {},
    result: { type: 'userTask', denied: false, deniedReason: '', corrections: {}, ...result },
  });
const watch = (engine: Engine, taskKey: string): (Result<void> | undefined)[] => {
  const outcomes: (Result<void> | undefined)[] = [];
  engine.core.onUserTaskSettled(taskKey, (outcome) => outcomes.push(outcome));
  return outcomes;
};
const assigned = '<zeebe:assignmentDefinition assignee="ann" candidateGroups="a, b" />';

describe('listeners of a user task', () => {
  it('see a task that is being created, then its assignment, and correct them', async () => {
    const { engine } = await started(userTask(assigned, 'creating:c1', 'creating:c2', 'assigning:a'));
    expect(engine.core.userTasks()).toMatchObject([{ assignee: '', transition: 'creating' }]);
    const job = engine.takeOne('c1');
    expect(job).toMatchObject({
      kind: 'TASK_LISTENER',
      listenerEventType: 'CREATING',
      userTask: { assignee: 'ann', candidateGroups: ['a', 'b'], priority: 50, changedAttributes: [] },
      customHeaders: {
        'io.camunda.zeebe:assignee': 'ann',
        'io.camunda.zeebe:candidateGroups': '["a","b"]',
        'io.camunda.zeebe:priority': '50',
      },
    });
    const corrections = { priority: 80, candidateGroups: [] };
    const result = { type: 'userTask', denied: false, deniedReason: '', corrections } as const;
    expectOk(engine.core.completeJob({ jobKey: job.key, variables: {}, result }));
    expect(engine.takeOne('c2').userTask).toMatchObject({
      priority: 80,
      changedAttributes: ['candidateGroups', 'priority'],
    });
    expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
    expect(engine.core.userTasks()).toMatchObject([
      { assignee: '', priority: 80, candidateGroups: [], transition: 'assigning' },
    ]);
    expectOk(settle(engine, 'a', { corrections: { assignee: 'bob' } }));
    expect(engine.core.userTasks()).toMatchObject([{ assignee: 'bob' }]);
    expect(engine.core.userTasks()[0]).not.toHaveProperty('transition');
  });

  it('run before an assignment, an update and a completion count', async () => {
    const { engine, key, taskKey } = await started(
      userTask('', 'assigning:a', 'updating:u', 'completing:c', 'completing:c'),
    );
    expectOk(engine.core.assignUserTask({ userTaskKey: taskKey, assignee: 'ann' }));
    expect(engine.takeOne('a').userTask).toMatchObject({
      action: 'assign',
      assignee: 'ann',
      changedAttributes: ['assignee'],
    });
    expect(engine.core.userTasks()).toMatchObject([{ assignee: '' }]);
    expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
    expect(engine.core.userTasks()).toMatchObject([{ assignee: 'ann' }]);
    expectOk(engine.core.updateUserTask({ userTaskKey: taskKey, priority: 7 }));
    expectOk(settle(engine, 'u', { corrections: { dueDate: '2030-01-01T00:00:00Z' } }));
    expect(engine.core.userTasks()).toMatchObject([{ priority: 7, dueDate: '2030-01-01T00:00:00Z' }]);
    const outcomes = watch(engine, taskKey);
    expect(outcomes).toEqual([{ ok: true }]);
    expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: { v: 1 }, action: 'done' }));
    const completed = watch(engine, taskKey);
    expect(engine.takeOne('c').userTask).toMatchObject({ action: 'done' });
    expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
    expect(engine.view(key).state).toBe('ACTIVE');
    expect(completed).toEqual([]);
    expectOk(settle(engine, 'c'));
    expect(completed).toEqual([{ ok: true }]);
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
    expect(engine.leftovers()).toBe(0);
  });

  it('see variables that are set on the task', async () => {
    const { engine, key } = await started(userTask('', 'updating:u'));
    const { elementInstanceKey } = engine.core.userTasks()[0] ?? { elementInstanceKey: '' };
    const variables = { v: 1 };
    expectOk(engine.core.setVariables({ elementInstanceKey, variables, local: false }));
    expect(engine.view(key).variables).toEqual({});
    expect(engine.core.setVariables({ elementInstanceKey, variables, local: false })).toMatchObject({
      rejection: { code: 'INVALID_STATE' },
    });
    expect(engine.takeOne('u').userTask).toMatchObject({ changedAttributes: ['variables'] });
    expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
    expect(engine.view(key).variables).toEqual({ v: 1 });
  });

  it('deny a completion: nothing of it counts, and corrections are dropped', async () => {
    const { engine, key, taskKey } = await started(userTask('', 'completing:c1', 'completing:c2'));
    expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: { v: 1 } }));
    const outcomes = watch(engine, taskKey);
    expect(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} })).toMatchObject({
      rejection: { code: 'INVALID_STATE' },
    });
    expectOk(settle(engine, 'c1', { corrections: { priority: 1 } }));
    expectOk(settle(engine, 'c2', { denied: true, deniedReason: 'not yet' }));
    expect(outcomes).toMatchObject([{ ok: false, rejection: { code: 'INVALID_STATE' } }]);
    expect(JSON.stringify(outcomes)).toContain('not yet');
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', variables: {} });
    expect(engine.core.userTasks()).toMatchObject([{ priority: 50 }]);
    expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} }));
    expect(engine.take('c1')).toHaveLength(1);
  });

  it('cannot do what their event does not allow', async () => {
    const { engine } = await started(userTask(assigned, 'creating:c'));
    const job = engine.takeOne('c');
    const complete = (more: Partial<TaskListenerResult>, variables: JsonObject = {}): unknown =>
      engine.core.completeJob({
        jobKey: job.key,
        variables,
        result: { type: 'userTask', denied: false, deniedReason: '', corrections: {}, ...more },
      });
    const refused = { ok: false, rejection: { code: 'INVALID_ARGUMENT' } };
    expect(complete({ denied: true })).toMatchObject(refused);
    expect(complete({}, { v: 1 })).toMatchObject(refused);
    expect(complete({ corrections: { assignee: 'x' } })).toMatchObject(refused);
    expect(complete({})).toMatchObject({ ok: true });
    expect(engine.core.userTasks()).toMatchObject([{ assignee: 'ann' }]);
  });

  it('have incidents; one that cannot be evaluated runs all again', async () => {
    const { engine, key, taskKey } = await started(userTask('', 'completing:c', 'completing:=second'));
    expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: {} }));
    engine.fail(engine.takeOne('c').key);
    const [failed] = engine.view(key).incidents;
    expect(failed?.type).toBe('TASK_LISTENER_NO_RETRIES');
    expectOk(engine.core.updateJobRetries({ jobKey: failed?.jobKey ?? '', retries: 1 }));
    expectOk(engine.core.resolveIncident(failed?.key ?? ''));
    engine.finish('c');
    const [unknown] = engine.view(key).incidents;
    expect(unknown?.type).toBe('EXTRACT_VALUE_ERROR');
    const variables = { second: 'c2' };
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    expectOk(engine.core.resolveIncident(unknown?.key ?? ''));
    engine.finish('c');
    engine.finish('c2');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('end with the task, and go on from a snapshot', async () => {
    const { engine, key, taskKey } = await started(userTask('', 'completing:c1', 'completing:c2'));
    expectOk(engine.core.completeUserTask({ userTaskKey: taskKey, variables: { v: 1 } }));
    engine.finish('c1');
    const again = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()) });
    again.finish('c2');
    expect(again.view(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
    const outcomes = watch(engine, taskKey);
    engine.signal('s');
    expect(outcomes).toMatchObject([{ ok: false, rejection: { code: 'NOT_FOUND' } }]);
    expect(engine.core.jobs().map(({ type }) => type)).toEqual(['late']);
  });

  it('are refused on user tasks that are jobs, and of unknown events', async () => {
    const engine = createTestEngine();
    const refusal = (part: string): Promise<string> =>
      engine.refusal(definitions(process('p', start(), part, flows('start > t'))));
    const asJob = withExtension(element('userTask', 't'), taskListeners('creating:l'));
    expect(await refusal(asJob)).toContain("Task listeners need a 'zeebe:userTask' extension element");
    for (const event of ['take', 'constructor'])
      expect(await refusal(userTask('', `${event}:l`))).toContain(
        `event type '${event}' of a listener is not known`,
      );
  });
});
