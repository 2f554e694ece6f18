import { setImmediate as nextImmediate } from 'node:timers/promises';

import { beforeEach, describe, expect, it } from 'vitest';

import { definitions, end, flows, process, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

const UNKNOWN = '2251799813685999';
let engine: ReturnType<typeof createTestEngine>;

beforeEach(async () => {
  engine = createTestEngine();
  await engine.deploy(definitions(process('p', start(), task('t'), end(), flows('start > t > end'))));
});

const failed = { retries: 0, errorMessage: '', retryBackoffMs: 0, variables: {} };

describe('activating', () => {
  it('hands out all a worker needs to know', async () => {
    await engine.deploy(
      definitions(
        process(
          'q',
          start(),
          task('work', { type: '="type-" + kind', retries: '=1 + 4', headers: { a: '=x', empty: '' } }),
          flows('start > work'),
        ),
      ),
    );
    const created = expectOk(
      engine.core.createInstance({
        bpmnProcessId: 'q',
        version: -1,
        variables: { kind: 'x' },
        tenantId: TENANT,
      }),
    );
    expect(engine.takeOne('type-x')).toEqual({
      physicalTenantId: 'default',
      key: expect.stringMatching(/^\d{16}$/),
      elementInstanceKey: expect.stringMatching(/^\d{16}$/),
      type: 'type-x',
      processInstanceKey: created.processInstanceKey,
      processDefinitionKey: created.processDefinitionKey,
      bpmnProcessId: 'q',
      processDefinitionVersion: 1,
      elementId: 'work',
      customHeaders: { a: '=x' },
      worker: 'test',
      retries: 5,
      deadline: engine.clock.now() + 60_000,
      variables: { kind: 'x' },
      tenantId: TENANT,
    });
  });

  it('gives the oldest jobs first, each to one worker', () => {
    const keys = [engine.start('p'), engine.start('p'), engine.start('p')];
    const jobs = [...engine.take('t', 2), ...engine.take('t', 2)];
    expect(jobs.map((job) => job.processInstanceKey)).toEqual(keys);
    expect(engine.take('t', 10)).toEqual([]);
  });

  it('gives the jobs asked for by key, as far as they are available', () => {
    engine.start('p');
    engine.start('p');
    const [first] = engine.take('t');
    const [second] = engine.core.snapshot().jobs.slice(1);
    const command = { type: 't', worker: 'w', timeoutMs: 1000, maxJobs: 5, fetchVariables: [] };
    const jobKeys = [first!.key, second!.key, UNKNOWN, second!.key];
    const taken = expectOk(engine.core.activateJobs({ ...command, jobKeys }));
    expect(taken.map(({ key }) => key)).toEqual([second!.key]);
    expect(engine.take('t', 5)).toEqual([]);
  });

  it('gives a job taken by key again, once, when its time is over', () => {
    engine.start('p');
    const [job] = engine.core.snapshot().jobs;
    const command = { type: 't', worker: 'w', timeoutMs: 1000, maxJobs: 1, fetchVariables: [] };
    expectOk(engine.core.activateJobs({ ...command, jobKeys: [job!.key] }));
    engine.clock.advance(1000);
    expect(engine.take('t', 5)).toHaveLength(1);
  });

  it('gives only the variables asked for', () => {
    engine.start('p', { a: 1, b: 2 });
    const command = { type: 't', worker: 'w', timeoutMs: 1000, maxJobs: 1 };
    const [job] = expectOk(engine.core.activateJobs({ ...command, fetchVariables: ['b', 'none'] }));
    expect(job?.variables).toEqual({ b: 2 });
  });

  it.each([
    [{ type: '' }, 'type to be present, but it was blank'],
    [{ timeoutMs: 0 }, "timeout to be greater than zero, but it was '0'"],
  ])('rejects %o', (change, reason) => {
    const command = { type: 't', worker: '', timeoutMs: 1000, maxJobs: 1, fetchVariables: [] };
    expect(engine.core.activateJobs({ ...command, ...change })).toEqual({
      ok: false,
      rejection: {
        code: 'INVALID_ARGUMENT',
        intent: 'ACTIVATE',
        reason: `Expected to activate job batch with ${reason}`,
      },
    });
  });

  it.each([0, -1])('answers a wish for %d jobs with none', (maxJobs) => {
    engine.start('p');
    expect(engine.take('t', maxJobs)).toEqual([]);
  });
});

describe('the deadline', () => {
  it('makes the job available again, and the late worker may still complete it', () => {
    const key = engine.start('p');
    const late = engine.takeOne('t');
    engine.clock.advance(59_999);
    expect(engine.take('t')).toEqual([]);
    engine.clock.advance(1);
    const second = engine.takeOne('t');
    expect(second.key).toBe(late.key);
    expectOk(engine.core.completeJob({ jobKey: late.key, variables: {} }));
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.core.completeJob({ jobKey: second.key, variables: {} })).toMatchObject({
      rejection: {
        code: 'NOT_FOUND',
        reason: `Expected to complete job with key '${second.key}', but no such job was found`,
      },
    });
  });

  it('moves with a new timeout', () => {
    engine.start('p');
    const { key } = engine.takeOne('t');
    expectOk(engine.core.updateJobTimeout({ jobKey: key, timeoutMs: 100_000 }));
    engine.clock.advance(99_999);
    expect(engine.take('t')).toEqual([]);
    engine.clock.advance(1);
    expect(engine.take('t')).toHaveLength(1);
  });

  it('cannot be moved while nobody holds the job', () => {
    engine.start('p');
    const { key } = engine.takeOne('t');
    engine.fail(key, { retries: 1 });
    expect(engine.core.updateJobTimeout({ jobKey: key, timeoutMs: 1 })).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        intent: 'UPDATE_TIMEOUT',
        reason: `Expected to update the timeout of job with key '${key}', but it is not active`,
      },
    });
  });
});

describe('failing', () => {
  it('makes the job available at once while retries are left, with its variables local to the task', () => {
    const instance = engine.start('p', { v: 1 });
    const { key } = engine.takeOne('t');
    engine.fail(key, { retries: 2, variables: { local: true } });
    expect(engine.takeOne('t')).toMatchObject({ key, retries: 2, variables: { local: true, v: 1 } });
    expect(engine.view(instance).variables).toEqual({ v: 1 });
  });

  it('needs no activation, and takes a second answer to the same job', () => {
    const instance = engine.start('p');
    const { key } = engine.takeOne('t');
    engine.fail(key, { retries: 2 });
    engine.fail(key, { retries: 1 });
    expectOk(engine.core.completeJob({ jobKey: key, variables: {} }));
    expect(engine.view(instance).state).toBe('COMPLETED');
    expect(engine.take('t')).toEqual([]);
  });

  it('keeps a job that backs off from workers and from answers', () => {
    engine.start('p');
    const { key } = engine.takeOne('t');
    engine.fail(key, { retries: 1, retryBackoffMs: 500 });
    const inState = `it is in state 'FAILED'`;
    expect(engine.core.completeJob({ jobKey: key, variables: {} })).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: `Expected to complete job with key '${key}', but ${inState}`,
      },
    });
    expect(engine.core.failJob({ ...failed, jobKey: key })).toMatchObject({
      rejection: { code: 'INVALID_STATE', reason: `Expected to fail job with key '${key}', but ${inState}` },
    });
    engine.clock.advance(499);
    expect(engine.take('t')).toEqual([]);
    engine.clock.advance(1);
    expect(engine.takeOne('t').key).toBe(key);
  });

  it('raises an incident without retries; new retries and resolving it bring the job back', () => {
    const instance = engine.start('p');
    const { key } = engine.takeOne('t');
    engine.fail(key, { errorMessage: 'printer is on fire' });
    const [incident] = engine.core.incidents();
    expect(incident).toEqual({
      key: expect.any(String),
      type: 'JOB_NO_RETRIES',
      message: 'printer is on fire',
      processInstanceKey: instance,
      bpmnProcessId: 'p',
      elementId: 't',
      elementInstanceKey: expect.any(String),
      jobKey: key,
    });
    expect(engine.core.resolveIncident(incident!.key)).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: `Expected to resolve incident with key '${incident!.key}', but job with key '${key}' has no retries left. Please update the job retries and retry resolving the incident`,
      },
    });
    expectOk(engine.core.updateJobRetries({ jobKey: key, retries: 1 }));
    expect(engine.take('t')).toEqual([]);
    expectOk(engine.core.resolveIncident(incident!.key));
    expect(engine.takeOne('t')).toMatchObject({ key, retries: 1 });
    expect(engine.core.incidents()).toEqual([]);
  });

  it('calls a failure without a message by its name', () => {
    engine.start('p');
    engine.fail(engine.takeOne('t').key);
    expect(engine.core.incidents()[0]?.message).toBe('No more retries left.');
  });

  it('makes a job with no retries in the model available once', async () => {
    await engine.deploy(
      definitions(process('zero', start(), task('z', { retries: '0' }), flows('start > z'))),
    );
    engine.start('zero');
    expect(engine.takeOne('z').retries).toBe(0);
  });
});

describe('what cannot be done', () => {
  it.each([
    ['COMPLETE', 'complete job', () => engine.core.completeJob({ jobKey: UNKNOWN, variables: {} })],
    ['FAIL', 'fail job', () => engine.core.failJob({ ...failed, jobKey: UNKNOWN })],
    [
      'THROW_ERROR',
      'throw an error for job',
      () => engine.core.throwError({ jobKey: UNKNOWN, errorCode: 'x', errorMessage: '', variables: {} }),
    ],
    ['UPDATE_RETRIES', 'update job', () => engine.core.updateJobRetries({ jobKey: UNKNOWN, retries: 0 })],
    ['UPDATE_TIMEOUT', 'update job', () => engine.core.updateJobTimeout({ jobKey: UNKNOWN, timeoutMs: 1 })],
  ])('%s of an unknown job', (intent, wish, command) => {
    expect(command()).toEqual({
      ok: false,
      rejection: {
        code: 'NOT_FOUND',
        intent,
        reason: `Expected to ${wish} with key '${UNKNOWN}', but no such job was found`,
      },
    });
  });

  it('no retries as new retries', () => {
    engine.start('p');
    const { key } = engine.takeOne('t');
    expect(engine.core.updateJobRetries({ jobKey: key, retries: 0 })).toMatchObject({
      rejection: {
        code: 'INVALID_ARGUMENT',
        reason: `Expected to update retries for job with key '${key}' with a positive amount of retries, but the amount given was '0'`,
      },
    });
  });

  it('retries that are no number stop the task with an incident', async () => {
    await engine.deploy(
      definitions(process('bad', start(), task('z', { retries: 'x' }), flows('start > z'))),
    );
    const key = engine.start('bad');
    expect(engine.view(key).incidents).toMatchObject([
      {
        type: 'EXTRACT_VALUE_ERROR',
        message: "Expected result of the expression 'x' to be 'NUMBER', but was 'STRING'.",
      },
    ]);
  });
});

describe('listeners', () => {
  it('are told on a later turn which jobs are there, streams first, until they leave', async () => {
    const told: unknown[] = [];
    engine.core.onJobAvailable('t', (keys) => told.push(['poll', keys.length]), 'poll');
    const leave = engine.core.onJobAvailable('t', (keys) => told.push(['stream', keys.length]), 'stream');
    engine.start('p');
    engine.start('p');
    expect(told).toEqual([]);
    await nextImmediate();
    expect(told).toEqual([
      ['stream', 2],
      ['poll', 2],
    ]);
    leave();
    engine.start('p');
    await nextImmediate();
    expect(told.at(-1)).toEqual(['poll', 1]);
    expect(told).toHaveLength(3);
  });

  it('are not told of jobs that were there before, but of each that comes back', async () => {
    engine.start('p');
    await nextImmediate();
    let calls = 0;
    engine.core.onJobAvailable('t', () => (calls += 1), 'poll');
    await nextImmediate();
    expect(calls).toBe(0);
    const { key } = engine.takeOne('t');
    engine.fail(key, { retries: 1 });
    await nextImmediate();
    engine.takeOne('t');
    engine.clock.advance(60_000);
    await nextImmediate();
    engine.fail(key);
    expectOk(engine.core.updateJobRetries({ jobKey: key, retries: 1 }));
    expectOk(engine.core.resolveIncident(engine.core.incidents()[0]!.key));
    await nextImmediate();
    expect(calls).toBe(3);
  });
});
