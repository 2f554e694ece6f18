import { describe, expect, it } from 'vitest';

import { definitions, end, flows, process, start, task } from './testing/bpmn.ts';
import type { ActivatedJob, Result } from './commands.ts';
import { withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

type Engine = ReturnType<typeof createTestEngine>;

async function startWork(engine: Engine, instances = 1): Promise<readonly string[]> {
  await engine.deploy(definitions(process('p', start(), task('work'), end(), flows('start > work > end'))));
  return Array.from({ length: instances }, () => engine.start('p'));
}

function lease(engine: Engine, maxJobs = 1, timeoutMs = 60_000): readonly ActivatedJob[] {
  const command = { type: 'work', worker: 'w', timeoutMs, maxJobs, fetchVariables: [], withLease: true };
  return expectOk(engine.core.activateJobs(command));
}

const rejection = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : result.rejection);
const stale = { code: 'INVALID_STATE', reason: expect.stringContaining('does not match') };
const missing = { code: 'INVALID_STATE', reason: expect.stringContaining('must be provided') };

describe('a job that is activated with a lease', () => {
  it('is settled once, with the token of its latest activation', async () => {
    const engine = createTestEngine();
    const [key = ''] = await startWork(engine);
    const [first] = lease(engine);
    engine.clock.advance(60_000);
    const [second] = lease(engine);
    expect(second?.key).toBe(first?.key);
    expect(second?.jobLeaseToken).not.toBe(first?.jobLeaseToken);
    const { core } = engine;
    const jobKey = first?.key ?? '';
    const token = first?.jobLeaseToken ?? '';
    const failure = { jobKey, retries: 1, errorMessage: '', retryBackoffMs: 0, variables: {} };
    const error = { jobKey, errorCode: 'e', errorMessage: '', variables: {} };
    expect(rejection(core.completeJob({ jobKey, variables: {}, jobLeaseToken: token }))).toMatchObject(stale);
    expect(rejection(core.failJob({ ...failure, jobLeaseToken: token }))).toMatchObject(stale);
    expect(rejection(core.throwError({ ...error, jobLeaseToken: token }))).toMatchObject(stale);
    expect(rejection(core.completeJob({ jobKey, variables: {} }))).toMatchObject(missing);
    expect(rejection(core.failJob(failure))).toMatchObject(missing);
    expect(rejection(core.throwError({ ...error, jobLeaseToken: '' }))).toMatchObject(missing);
    expect(engine.view(key).state).toBe('ACTIVE');
    expectOk(core.completeJob({ jobKey, variables: {}, jobLeaseToken: second?.jobLeaseToken ?? '' }));
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('keeps its token until it is activated again', async () => {
    const engine = createTestEngine();
    const [key = ''] = await startWork(engine);
    const [job] = lease(engine);
    engine.clock.advance(60_000);
    const again = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()) });
    expectOk(
      again.core.completeJob({
        jobKey: job?.key ?? '',
        variables: {},
        jobLeaseToken: job?.jobLeaseToken ?? '',
      }),
    );
    expect(again.view(key).state).toBe('COMPLETED');
  });

  it('never goes to a worker without leases again', async () => {
    const engine = createTestEngine();
    await startWork(engine, 3);
    const [leased] = lease(engine);
    const jobKey = leased?.key ?? '';
    const token = leased?.jobLeaseToken ?? '';
    expectOk(
      engine.core.failJob({
        jobKey,
        retries: 1,
        errorMessage: '',
        retryBackoffMs: 0,
        variables: {},
        jobLeaseToken: token,
      }),
    );
    const again = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()) });
    for (const restored of [engine, again]) {
      const plain = restored.take('work', 2);
      expect(plain.map(({ key }) => key)).not.toContain(jobKey);
      expect(plain).toHaveLength(2);
      expect(plain[0]).not.toHaveProperty('jobLeaseToken');
      expect(restored.take('work', 5)).toEqual([]);
      const pushed = { type: 'work', worker: 'w', timeoutMs: 1, maxJobs: 1, fetchVariables: [] };
      expect(expectOk(restored.core.activateJobs({ ...pushed, jobKeys: [jobKey] }))).toEqual([]);
      expect(lease(restored).map(({ key }) => key)).toEqual([jobKey]);
    }
  });

  it('is updated by operators without its token, and by its worker with the latest alone', async () => {
    const engine = createTestEngine();
    await startWork(engine);
    const [job] = lease(engine);
    const jobKey = job?.key ?? '';
    const { core } = engine;
    const updates = [
      (jobLeaseToken?: string) =>
        core.updateJobRetries({ jobKey, retries: 5, ...(jobLeaseToken && { jobLeaseToken }) }),
      (jobLeaseToken?: string) =>
        core.updateJobTimeout({ jobKey, timeoutMs: 5, ...(jobLeaseToken && { jobLeaseToken }) }),
      (jobLeaseToken?: string) =>
        core.updateJobPriority({ jobKey, priority: 5, ...(jobLeaseToken && { jobLeaseToken }) }),
    ];
    for (const update of updates) {
      expectOk(update());
      expectOk(update(job?.jobLeaseToken));
      expect(rejection(update('other'))).toMatchObject(stale);
    }
  });

  it('is one of all jobs for a worker with leases: by priority, then by age', async () => {
    const engine = createTestEngine();
    const [key = ''] = await startWork(engine, 3);
    const [first] = lease(engine);
    engine.clock.advance(60_000);
    const keys = engine.core.jobs().map((job) => job.key);
    expect(first?.processInstanceKey).toBe(key);
    expect(lease(engine, 3).map((job) => job.key)).toEqual(keys);
  });
});

it('the priority of a waiting job is changed', async () => {
  const engine = createTestEngine();
  await startWork(engine, 3);
  const keys = engine.core.jobs().map(({ key }) => key);
  const update = (index: number, priority: number) =>
    expectOk(engine.core.updateJobPriority({ jobKey: keys[index] ?? '', priority }));
  update(2, 7);
  update(1, 3);
  update(1, -1);
  expect(engine.take('work', 3).map(({ key, priority }) => [key, priority])).toEqual([
    [keys[2], 7],
    [keys[0], undefined],
    [keys[1], -1],
  ]);
  expect(rejection(engine.core.updateJobPriority({ jobKey: '1', priority: 0 }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

describe('a business id given with the completion of a job', () => {
  const model = definitions(
    process('p', start(), task('work'), task('next'), end(), flows('start > work > next > end')),
  );

  it('is that of the process instance and of later jobs', async () => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p');
    const { key: jobKey } = engine.takeOne('work');
    expectOk(engine.core.completeJob({ jobKey, variables: {}, businessId: 'order-1' }));
    expect(engine.view(key).businessId).toBe('order-1');
    expect(engine.takeOne('next').businessId).toBe('order-1');
  });

  it.each([
    ['', 'INVALID_ARGUMENT', 'is empty'],
    ['order-2', 'INVALID_STATE', 'already has a business id'],
    ['x'.repeat(257), 'INVALID_ARGUMENT', 'exceeds the max length'],
  ])('is refused with the completion: %j', async (businessId, code, reason) => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p');
    if (code === 'INVALID_STATE')
      expectOk(engine.core.assignBusinessId({ processInstanceKey: key, businessId: 'order-1' }));
    const { key: jobKey } = engine.takeOne('work');
    const result = engine.core.completeJob({ jobKey, variables: {}, businessId });
    expect(rejection(result)).toMatchObject({
      code,
      intent: 'COMPLETE',
      reason: expect.stringContaining(reason),
    });
    expectOk(engine.core.completeJob({ jobKey, variables: {} }));
  });

  it('is not kept when the completion is refused', async () => {
    const engine = createTestEngine();
    const listener =
      '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="check" /></zeebe:taskListeners>';
    const userTask = withExtension('<bpmn:userTask id="u" />', `<zeebe:userTask />${listener}`);
    await engine.deploy(definitions(process('q', start(), userTask, flows('start > u'))));
    const key = engine.start('q');
    const { key: jobKey } = engine.takeOne('check');
    const denied = { type: 'userTask', denied: true, deniedReason: '', corrections: {} } as const;
    const result = engine.core.completeJob({ jobKey, variables: {}, businessId: 'order-1', result: denied });
    expect(rejection(result)).toMatchObject({ code: expect.stringContaining('INVALID') });
    expect(engine.view(key)).not.toHaveProperty('businessId');
  });
});
