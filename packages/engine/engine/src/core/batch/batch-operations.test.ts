import { beforeEach, describe, expect, it } from 'vitest';

import type { Key } from '../commands.ts';
import { definitions, element, extensions, flows, process, start, task } from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';
import type { BatchAction } from './batch-types.ts';
import type { FieldFilters } from './instance-filter.ts';

const CANCEL = { type: 'CANCEL_PROCESS_INSTANCE' } as const;
const work = (id: string, ...tasks: readonly string[]): string =>
  definitions(
    process(id, start(), ...tasks.map((name) => task(name)), flows(['start', ...tasks].join(' > '))),
  );

let engine: ReturnType<typeof createTestEngine>;
beforeEach(async () => {
  engine = createTestEngine();
  await engine.deploy(work('p', 'a', 'b'));
});

const create = (action: BatchAction, fields: FieldFilters = {}, $or?: readonly FieldFilters[]): Key =>
  expectOk(engine.core.createBatch({ action, filter: { fields, ...($or && { $or }) } })).key;
/** Waits until no batch operation is running: jobs wait in these tests, so the engine is never idle. */
async function done(key: Key) {
  for (;;) {
    const batch = engine.core.batch(key);
    if (batch && batch.state !== 'CREATED' && batch.state !== 'ACTIVE') return batch;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const stateOf = (key: Key): string | undefined => engine.core.instance(key)?.state;

describe('operations', () => {
  it('cancels root instances, whatever the filter says of the state', async () => {
    await engine.deploy(
      definitions(
        process(
          'parent',
          start(),
          element('callActivity', 'call', { body: extensions('<zeebe:calledElement processId="p" />') }),
          flows('start > call'),
        ),
      ),
    );
    const [first, second, parent] = [engine.start('p'), engine.start('p'), engine.start('parent')];
    const key = create(CANCEL, { processDefinitionId: 'p', state: 'COMPLETED' });
    expect(engine.core.batch(key)).toMatchObject({ state: 'CREATED', startedAt: null, total: 2 });
    expect(await done(key)).toMatchObject({
      state: 'COMPLETED',
      type: 'CANCEL_PROCESS_INSTANCE',
      total: 2,
      completed: 2,
      failed: 0,
      endedAt: engine.clock.now(),
    });
    expect([first, second, parent].map(stateOf)).toEqual(['TERMINATED', 'TERMINATED', 'ACTIVE']);
  });

  it('resolves incidents, giving their jobs a retry', async () => {
    const key = engine.start('p');
    engine.fail(engine.takeOne('a').key);
    await done(create({ type: 'RESOLVE_INCIDENT' }, { hasIncident: true }));
    expect(engine.view(key).incidents).toEqual([]);
    expect(engine.takeOne('a').retries).toBe(1);
  });

  it('modifies instances, and says which could not be', async () => {
    const [first, second] = [engine.start('p'), engine.start('p')];
    engine.finish('a');
    const moveInstructions = [{ sourceElementId: 'a', targetElementId: 'b' }];
    expect(await done(create({ type: 'MODIFY_PROCESS_INSTANCE', moveInstructions }))).toMatchObject({
      completed: 2,
    });
    expect([first, second].map((key) => engine.view(key).activeElements)).toEqual([['b'], ['b']]);
    const unknown = [{ sourceElementId: 'b', targetElementId: 'x' }];
    const batch = await done(create({ type: 'MODIFY_PROCESS_INSTANCE', moveInstructions: unknown }));
    expect(batch).toMatchObject({ state: 'COMPLETED', completed: 0, failed: 2 });
    expect(batch.failures[0]).toEqual({
      itemKey: first,
      message: expect.stringContaining("INVALID_ARGUMENT: Expected to modify instance of process 'p'"),
    });
  });

  it('migrates and deletes instances', async () => {
    const { processes } = await engine.deploy(work('q', 'c'));
    const targetProcessDefinitionKey = processes[0]?.processDefinitionKey ?? '';
    const [running, ended] = [engine.start('p'), engine.start('p')];
    expectOk(engine.core.cancelInstance(ended));
    const mappingInstructions = [{ sourceElementId: 'a', targetElementId: 'c' }];
    await done(create({ type: 'MIGRATE_PROCESS_INSTANCE', targetProcessDefinitionKey, mappingInstructions }));
    expect(engine.view(running).bpmnProcessId).toBe('q');
    expect(await done(create({ type: 'DELETE_PROCESS_INSTANCE' }))).toMatchObject({ total: 1, completed: 1 });
    expect([stateOf(running), stateOf(ended)]).toEqual(['ACTIVE', undefined]);
    expect(engine.core.history(ended)).toBeUndefined();
    expect(engine.core.deleteInstance(running)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    expect(engine.core.deleteInstance(ended)).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  });

  it('is suspended, resumed and cancelled, also over a snapshot', async () => {
    const keys = Array.from({ length: 150 }, () => engine.start('p'));
    const batch = create(CANCEL);
    expectOk(engine.core.suspendBatch(batch));
    expect(engine.core.suspendBatch(batch)).toMatchObject({
      rejection: { code: 'INVALID_STATE', intent: 'SUSPEND' },
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(engine.core.batch(batch)).toMatchObject({ state: 'SUSPENDED', completed: 0 });
    const snapshot = structuredClone(engine.core.snapshot());
    engine.core.close();
    engine = createTestEngine({ snapshot, clock: engine.clock });
    expectOk(engine.core.resumeBatch(batch));
    expect(engine.core.resumeBatch(batch)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    expect(await done(batch)).toMatchObject({ state: 'COMPLETED', completed: 150 });
    expect(keys.map(stateOf)).not.toContain('ACTIVE');
    engine.start('p');
    const other = create(CANCEL);
    expectOk(engine.core.cancelBatch(other));
    expect(await done(other)).toMatchObject({ state: 'CANCELED', completed: 0, total: 1 });
    expect(engine.core.cancelBatch(other)).toMatchObject({
      rejection: {
        code: 'NOT_FOUND',
        reason: `Expected to cancel a batch operation with key '${other}', but no such batch operation was found`,
      },
    });
  });

  it('keeps the engine from being idle', async () => {
    engine.start('p');
    const batch = create(CANCEL);
    await engine.core.waitForIdle();
    expect(engine.core.batch(batch)?.state).toBe('COMPLETED');
  });
});

describe('filters', () => {
  const chosen = async (fields: FieldFilters, $or?: readonly FieldFilters[]): Promise<number> =>
    (await done(create({ type: 'MODIFY_PROCESS_INSTANCE', moveInstructions: [] }, fields, $or))).total;

  it('match by field and condition', async () => {
    const startedAt = engine.clock.now();
    const first = engine.start('p');
    engine.clock.advance(1_000);
    const second = engine.start('p');
    await engine.deploy(work('p', 'a', 'b', 'c'));
    const third = engine.start('p');
    engine.fail(engine.takeOne('a').key, { errorMessage: 'no route to host' });
    const cases: readonly (readonly [FieldFilters, number])[] = [
      [{}, 3],
      [{ processInstanceKey: first }, 1],
      [{ processInstanceKey: { $in: [first, third] } }, 2],
      [{ processInstanceKey: { $notIn: [first, third] } }, 1],
      [{ processInstanceKey: { $neq: second } }, 2],
      [{ processDefinitionVersion: 2 }, 1],
      [{ processDefinitionVersion: { $lt: 2 } }, 2],
      [{ processDefinitionId: { $like: 'p*' }, tenantId: '<default>' }, 3],
      [{ hasIncident: true }, 1],
      [{ hasIncident: false }, 2],
      [{ errorMessage: { $like: '*route*' } }, 1],
      [{ errorMessage: { $like: 'no route?' } }, 0],
      [{ errorMessage: { $exists: false } }, 2],
      [{ startDate: { $gt: startedAt } }, 2],
      [{ startDate: { $gte: startedAt, $lte: startedAt } }, 1],
      [{ endDate: { $exists: true } }, 0],
      [{ elementId: 'a' }, 3],
      [{ parentProcessInstanceKey: { $exists: true } }, 0],
      [{ businessId: { $exists: true } }, 0],
      [{ elementInstanceState: 'COMPLETED' }, 3],
      [{ elementId: 'a', elementInstanceState: 'COMPLETED' }, 0],
      [{ elementId: 'start', elementInstanceState: { $in: ['COMPLETED'] } }, 3],
      [{ hasElementInstanceIncident: true }, 1],
      [{ elementId: 'a', hasElementInstanceIncident: false }, 2],
      [{ elementId: 'start', hasElementInstanceIncident: true }, 0],
      [{ incidentErrorHashCode: -1_685_308_105 }, 1],
      [{ hasRetriesLeft: true }, 0],
      [{ tags: ['eu'] }, 0],
      [{ variables: [{ name: 'x', value: '1' }] }, 0],
      [{ batchOperationKey: { $exists: true } }, 3],
    ];
    for (const [fields, total] of cases) expect([fields, await chosen(fields)]).toEqual([fields, total]);
    expect(
      await chosen({ processDefinitionVersion: 1 }, [{ processInstanceKey: first }, { hasIncident: true }]),
    ).toBe(1);
  });

  it('are refused with a pattern of unreasonable length', () => {
    const result = engine.core.createBatch({
      action: { type: 'CANCEL_PROCESS_INSTANCE' },
      filter: { fields: {}, $or: [{ errorMessage: { $like: `*${'a'.repeat(1_000)}` } }] },
    });
    expect(result).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT', intent: 'CREATE' } });
  });
});
