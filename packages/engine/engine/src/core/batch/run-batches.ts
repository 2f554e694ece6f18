import { toErrorMessage } from '@jobwright/concurrency/errors';

import { toItemAction } from '../audit/audited-actions.ts';
import { noteAction } from '../audit/note-action.ts';
import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { isRunning } from './batch-state.ts';
import type { BatchRecord } from './batch-types.ts';
import { doItem } from './do-item.ts';
import { endBatch } from './end-batch.ts';

/** Items done before other work gets its turn. */
const ITEMS_AT_ONCE = 100;
const MAX_FAILURES = 1_000;

/** Does the items of batch operations in the background. */
export interface BatchRunner {
  /** Does the next items of those that run. */
  readonly work: () => void;
  /** Does so when other work has had its turn. */
  readonly workLater: () => void;
  readonly close: () => void;
}

/** @param run runs a command, and all that follows from it */
export function createBatchRunner(engine: Engine, run: <T>(step: () => T) => T): BatchRunner {
  const { recorder } = engine;
  const { batchOperations } = engine.state;
  let cancelPending: (() => void) | undefined;

  const noteFailure = (record: BatchRecord, itemKey: Key, message: string): void => {
    record.failed += 1;
    if (record.failures.length < MAX_FAILURES) record.failures.push({ itemKey, message });
  };
  const doNext = (record: BatchRecord, itemKey: Key): void => {
    record.processedAt.push(engine.clock.now());
    try {
      const action = toItemAction(engine, record, itemKey);
      const result = run(() => doItem(engine, record.action, itemKey));
      if (!result.ok)
        return noteFailure(record, itemKey, `${result.rejection.code}: ${result.rejection.reason}`);
      noteAction(engine, action);
      record.completed += 1;
    } catch (error) {
      noteFailure(record, itemKey, toErrorMessage(error));
    }
  };
  const workLater = (): void => {
    if (cancelPending !== undefined || ![...batchOperations.values()].some(isRunning)) return;
    cancelPending = recorder.defer(() => recorder.record({ name: 'batch', run: work }));
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
      if (record.completed + record.failed >= record.total) endBatch(engine, record, 'COMPLETED');
    }
    // Those who wait for the engine to be idle are notified after a command.
    run(() => undefined);
    workLater();
  };

  return { work, workLater, close: () => cancelPending?.() };
}
