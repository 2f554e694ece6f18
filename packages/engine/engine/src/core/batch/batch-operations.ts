import { toErrorMessage } from '@jobwright/concurrency/errors';

import { toItemAction } from '../audit/audited-actions.ts';
import { noteAction } from '../audit/note-action.ts';
import type { Key, Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { nextKey } from '../engine-state.ts';
import { reject, succeed } from '../result.ts';
import type { BatchOperation, BatchRecord, CreateBatchCommand } from './batch-types.ts';
import { doItem } from './do-item.ts';
import { findFilterMistake } from '../search/search-filter.ts';
import { filterFieldsOf, selectItems } from './select-items.ts';
import { viewBatch } from './view-batch.ts';

/** Items done before other work gets its turn. */
const ITEMS_AT_ONCE = 100;
const MAX_FAILURES = 1_000;
/** Items remembered of all batch operations that have ended. */
const MAX_KEPT_ITEMS = 100_000;
/** Batch operations remembered after their end. */
const MAX_ENDED = 1_000;

export interface BatchOperations {
  create(command: CreateBatchCommand): Result<BatchOperation>;
  cancel(key: Key): Result<void>;
  suspend(key: Key): Result<void>;
  resume(key: Key): Result<void>;
  view(key: Key): BatchOperation | undefined;
  /** Does the next items of those that run; they do so by themselves. */
  work(): void;
  close(): void;
}

const isUnfinished = ({ state }: BatchRecord): boolean =>
  state === 'CREATED' || state === 'ACTIVE' || state === 'SUSPENDED';

/** Whether a batch operation goes on by itself. */
export const isRunning = ({ state }: Pick<BatchRecord, 'state'>): boolean =>
  state === 'CREATED' || state === 'ACTIVE';

/** Forgets the items of the batch operations that ended first, beyond those that are kept. */
function dropOldItems(records: Iterable<BatchRecord>): void {
  let kept = 0;
  for (const record of [...records].filter((one) => !isUnfinished(one)).reverse()) {
    kept += record.itemKeys.length;
    if (kept <= MAX_KEPT_ITEMS) continue;
    kept -= record.itemKeys.length;
    record.itemKeys = [];
    record.processedAt = [];
    delete record.instanceKeys;
  }
}

/** Runs batch operations in the background, some items at a time, each item as a command of its own. */
export function createBatchOperations(engine: Engine, run: <T>(step: () => T) => T): BatchOperations {
  const { recorder, state } = engine;
  const { batchOperations } = state;
  let cancelPending: (() => void) | undefined;

  const end = (record: BatchRecord, state: 'COMPLETED' | 'CANCELED'): void => {
    record.state = state;
    record.endedAt = engine.clock.now();
    dropOldItems(batchOperations.values());
    if (batchOperations.size <= MAX_ENDED) return;
    const oldest = [...batchOperations.values()].find((other) => !isUnfinished(other));
    if (oldest) batchOperations.delete(oldest.key);
  };
  const noteFailure = (record: BatchRecord, itemKey: Key, message: string): void => {
    record.failed += 1;
    if (record.failures.length < MAX_FAILURES) record.failures.push({ itemKey, message });
  };
  const doNext = (record: BatchRecord, itemKey: Key): void => {
    record.processedAt.push(engine.clock.now());
    try {
      const action = toItemAction(engine, record, itemKey);
      const result = run(() => doItem(engine, record.action, itemKey));
      if (result.ok) noteAction(engine, action);
      if (result.ok) record.completed += 1;
      else noteFailure(record, itemKey, `${result.rejection.code}: ${result.rejection.reason}`);
    } catch (error) {
      noteFailure(record, itemKey, toErrorMessage(error));
    }
  };
  const work = (): void => {
    cancelPending?.();
    cancelPending = undefined;
    let left = ITEMS_AT_ONCE;
    for (const record of [...batchOperations.values()].filter(isRunning)) {
      if (record.state === 'CREATED') record.startedAt = engine.clock.now();
      record.state = 'ACTIVE';
      while (left > 0) {
        const itemKey = record.itemKeys[record.completed + record.failed];
        if (itemKey === undefined) break;
        doNext(record, itemKey);
        left -= 1;
      }
      if (record.completed + record.failed >= record.total) end(record, 'COMPLETED');
    }
    // Those who wait for the engine to be idle are notified after a command.
    run(() => undefined);
    workLater();
  };
  const workLater = (): void => {
    if (cancelPending !== undefined || ![...batchOperations.values()].some(isRunning)) return;
    cancelPending = recorder.defer(() => recorder.record({ name: 'batch', run: work }));
  };
  const change = (key: Key, { intent, states, apply }: Change): Result<void> => {
    const record = batchOperations.get(key);
    const subject = `Expected to ${intent.toLowerCase()} a batch operation with key '${key}', but`;
    if (!record || !isUnfinished(record))
      return reject('NOT_FOUND', intent, `${subject} no such batch operation was found`);
    if (!states.includes(record.state))
      return reject('INVALID_STATE', intent, `${subject} it has an invalid state '${record.state}'.`);
    apply(record);
    workLater();
    return succeed(undefined);
  };

  workLater();
  return {
    create({ action, filter }) {
      const mistake = findFilterMistake(filterFieldsOf(action), filter);
      if (mistake !== undefined) return reject('INVALID_ARGUMENT', 'CREATE', mistake);
      const items = selectItems(engine, action, filter);
      const record: BatchRecord = {
        key: nextKey(engine.state),
        action,
        state: 'CREATED',
        startedAt: null,
        endedAt: null,
        ...items,
        processedAt: [],
        total: items.itemKeys.length,
        completed: 0,
        failed: 0,
        failures: [],
      };
      batchOperations.set(record.key, record);
      workLater();
      return succeed(viewBatch(record));
    },
    cancel: (key) =>
      change(key, {
        intent: 'CANCEL',
        states: ['CREATED', 'ACTIVE', 'SUSPENDED'],
        apply: (record) => end(record, 'CANCELED'),
      }),
    suspend: (key) =>
      change(key, {
        intent: 'SUSPEND',
        states: ['CREATED', 'ACTIVE'],
        apply: (record) => {
          record.state = 'SUSPENDED';
        },
      }),
    resume: (key) =>
      change(key, {
        intent: 'RESUME',
        states: ['SUSPENDED'],
        apply: (record) => {
          record.state = record.startedAt === null ? 'CREATED' : 'ACTIVE';
        },
      }),
    view(key) {
      const record = batchOperations.get(key);
      return record && viewBatch(record);
    },
    work,
    close: () => cancelPending?.(),
  };
}

interface Change {
  readonly intent: 'CANCEL' | 'SUSPEND' | 'RESUME';
  readonly states: readonly BatchRecord['state'][];
  readonly apply: (record: BatchRecord) => void;
}
