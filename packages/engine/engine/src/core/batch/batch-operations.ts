import type { Key, Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { nextKey } from '../engine-state.ts';
import { reject, succeed } from '../result.ts';
import { isUnfinished } from './batch-state.ts';
import type { BatchOperation, BatchRecord, CreateBatchCommand } from './batch-types.ts';
import { endBatch } from './end-batch.ts';
import { createBatchRunner } from './run-batches.ts';
import { findFilterMistake } from '../search/search-filter.ts';
import { filterFieldsOf, selectItems } from './select-items.ts';
import { viewBatch } from './view-batch.ts';

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

/** Runs batch operations in the background, some items at a time, each item as a command of its own. */
export function createBatchOperations(engine: Engine, run: <T>(step: () => T) => T): BatchOperations {
  const { batchOperations } = engine.state;
  const { work, workLater, close } = createBatchRunner(engine, run);

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
        apply: (record) => endBatch(engine, record, 'CANCELED'),
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
    close,
  };
}

interface Change {
  readonly intent: 'CANCEL' | 'SUSPEND' | 'RESUME';
  readonly states: readonly BatchRecord['state'][];
  readonly apply: (record: BatchRecord) => void;
}
