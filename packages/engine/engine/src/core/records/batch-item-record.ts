import type { BatchRecord } from '../batch/batch-types.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { findRootKey } from './instance-parts.ts';

export const BATCH_ITEM_STATES = ['ACTIVE', 'COMPLETED', 'CANCELED', 'FAILED'] as const;

/** What a batch operation does, or did, something to. */
export interface BatchItemFound {
  readonly batch: BatchRecord;
  readonly itemKey: Key;
  readonly processInstanceKey: Key | null;
  readonly state: (typeof BATCH_ITEM_STATES)[number];
  /** Milliseconds since 1970; null until it has been done. */
  readonly processedAt: number | null;
  /** Why it failed. */
  readonly error: string | null;
  rootKey(): Key | null;
}

function listItems(engine: Engine, batch: BatchRecord): readonly BatchItemFound[] {
  const failures = new Map(batch.failures.map(({ itemKey, message }) => [itemKey, message]));
  const done = batch.completed + batch.failed;
  const stateOf = (itemKey: Key, index: number): BatchItemFound['state'] => {
    if (index >= done) return batch.state === 'CANCELED' ? 'CANCELED' : 'ACTIVE';
    return failures.has(itemKey) ? 'FAILED' : 'COMPLETED';
  };
  return batch.itemKeys.map((itemKey, index) => {
    const processInstanceKey = batch.instanceKeys ? (batch.instanceKeys[index] ?? null) : itemKey;
    return {
      batch,
      itemKey,
      processInstanceKey,
      state: stateOf(itemKey, index),
      processedAt: batch.processedAt[index] ?? null,
      error: failures.get(itemKey) ?? null,
      rootKey: () => (processInstanceKey === null ? null : findRootKey(engine, processInstanceKey)),
    };
  });
}

/** The items of all batch operations, as far as they are remembered. */
export const listBatchItems = (engine: Engine): readonly BatchItemFound[] =>
  [...engine.state.batchOperations.values()].flatMap((batch) => listItems(engine, batch));
