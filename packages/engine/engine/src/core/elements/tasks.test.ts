import { describe, expect, it } from 'vitest';

import {
  definitions,
  element,
  end,
  event,
  extensions,
  flows,
  ioMapping,
  message,
  messageDefinition,
  process,
  start,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

const around = (...parts: readonly string[]): string =>
  definitions(process('p', start(), ...parts, end(), flows('start > x > end')));
const userTask = (...parts: readonly string[]): string =>
  element('userTask', 'x', { body: extensions(...parts) });
const assignment =
  '<zeebe:assignmentDefinition assignee="=boss" candidateGroups="sales, support" candidateUsers="=users" />';
const schedule = '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-02-01T00:00:00Z" />';

describe('a task for a worker', () => {
  it.each(['serviceTask', 'sendTask', 'businessRuleTask'])('a %s is a job for a worker', async (tag) => {
    const engine = createTestEngine();
    await engine.deploy(around(task('x', { tag, headers: { h: '1' } })));
    const key = engine.start('p');
    const job = engine.takeOne('x');
    expect(job.customHeaders).toEqual({ h: '1' });
    expectOk(engine.core.completeJob({ jobKey: job.key, variables: { done: true } }));
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { done: true } });
  });
});

describe('a script task', () => {
  it('evaluates FEEL into a variable', async () => {
    const engine = createTestEngine();
    const script = '<zeebe:script expression="=a + 1" resultVariable="b" />';
    await engine.deploy(around(element('scriptTask', 'x', { body: extensions(script) })));
    expect(engine.view(engine.start('p', { a: 2 }))).toMatchObject({
      state: 'COMPLETED',
      variables: { a: 2, b: 3 },
    });
  });

  it('hands its result to its output mappings', async () => {
    const engine = createTestEngine();
    const body = extensions(
      '<zeebe:script expression="=a + n" resultVariable="b" />',
      ioMapping([['=10', 'n']], [['=b', 'c']]),
    );
    await engine.deploy(around(element('scriptTask', 'x', { body })));
    expect(engine.view(engine.start('p', { a: 2 })).variables).toEqual({ a: 2, c: 12 });
  });

  it('can be a job', async () => {
    const engine = createTestEngine();
    await engine.deploy(around(task('x', { tag: 'scriptTask' })));
    const key = engine.start('p');
    engine.finish('x');
    expect(engine.view(key).state).toBe('COMPLETED');
  });
});

describe('a user task', () => {
  it('as a job has one retry and tells who it is for in its headers', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      around(userTask(assignment, schedule, '<zeebe:formDefinition formKey="camunda-forms:bpmn:f" />')),
    );
    const due = '2026-01-05T10:00:00+01:00';
    engine.start('p', { boss: 'ann', users: ['bob'], due });
    expect(engine.takeOne('io.camunda.zeebe:userTask')).toMatchObject({
      retries: 1,
      customHeaders: {
        'io.camunda.zeebe:assignee': 'ann',
        'io.camunda.zeebe:candidateGroups': '["sales","support"]',
        'io.camunda.zeebe:candidateUsers': '["bob"]',
        'io.camunda.zeebe:dueDate': due,
        'io.camunda.zeebe:followUpDate': '2026-02-01T00:00:00Z',
        'io.camunda.zeebe:formKey': 'camunda-forms:bpmn:f',
      },
    });
  });

  it("of Camunda's is listed, assigned, changed and completed", async () => {
    const engine = createTestEngine();
    await engine.deploy(
      around(userTask('<zeebe:userTask />', assignment, '<zeebe:priorityDefinition priority="80" />')),
    );
    const key = engine.start('p', { boss: null, users: [] });
    const [found] = engine.core.userTasks();
    expect(found).toMatchObject({
      elementId: 'x',
      processInstanceKey: key,
      assignee: '',
      candidateGroups: ['sales', 'support'],
      candidateUsers: [],
      priority: 80,
    });
    const userTaskKey = found?.key ?? '';
    expectOk(engine.core.assignUserTask({ userTaskKey, assignee: 'ann', allowOverride: false }));
    expect(engine.core.assignUserTask({ userTaskKey, assignee: 'bob', allowOverride: false })).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: `Expected to claim user task with key '${userTaskKey}', but it has already been assigned`,
      },
    });
    expectOk(engine.core.updateUserTask({ userTaskKey, priority: 5, candidateUsers: ['eve'] }));
    expect(engine.core.userTasks()).toMatchObject([
      { assignee: 'ann', priority: 5, candidateUsers: ['eve'] },
    ]);
    expectOk(engine.core.completeUserTask({ userTaskKey, variables: { approved: true } }));
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { approved: true } });
    expect(engine.core.completeUserTask({ userTaskKey, variables: {} })).toMatchObject({
      rejection: {
        code: 'NOT_FOUND',
        reason: `Expected to complete user task with key '${userTaskKey}', but no such user task was found`,
      },
    });
    expect(engine.leftovers()).toBe(0);
  });

  it('goes with its process instance', async () => {
    const engine = createTestEngine();
    await engine.deploy(around(userTask('<zeebe:userTask />')));
    expectOk(engine.core.cancelInstance(engine.start('p')));
    expect(engine.core.userTasks()).toEqual([]);
  });

  it('stops with an incident when its priority is none', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      around(userTask('<zeebe:userTask />', '<zeebe:priorityDefinition priority="=101" />')),
    );
    expect(engine.view(engine.start('p')).incidents).toMatchObject([
      {
        type: 'EXTRACT_VALUE_ERROR',
        message:
          "Expected result of the expression '101' to be a whole number between 0 and 100, but was 'NUMBER'.",
      },
    ]);
  });
});

describe('throwing messages', () => {
  const body = extensions('<zeebe:taskDefinition type="send" />') + messageDefinition('M');

  it.each(['intermediateThrowEvent', 'endEvent'])('a %s is a job', async (tag) => {
    const engine = createTestEngine();
    const next = tag === 'endEvent' ? '' : ' > end';
    await engine.deploy(
      definitions(
        message('M', 'm', '=k'),
        process('p', start(), event(tag, 'x', body), end(), flows(`start > x${next}`)),
      ),
    );
    const key = engine.start('p');
    engine.finish('send', { sent: true });
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { sent: true } });
  });
});
