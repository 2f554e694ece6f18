import type { Engine } from '../engine.ts';
import { isUnfinished } from './batch-state.ts';
import type { BatchRecord } from './batch-types.ts';

/** Items remembered of all batch operations that have ended. */
const MAX_KEPT_ITEMS = 100_000;
/** Batch operations remembered after their end. */
const MAX_ENDED = 1_000;

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

/** Ends a batch operation, and forgets the oldest beyond those that are remembered. */
export function endBatch(
  { clock, state: { batchOperations } }: Engine,
  record: BatchRecord,
  state: 'COMPLETED' | 'CANCELED',
): void {
  record.state = state;
  record.endedAt = clock.now();
  dropOldItems(batchOperations.values());
  if (batchOperations.size <= MAX_ENDED) return;
  const oldest = [...batchOperations.values()].find((other) => !isUnfinished(other));
  if (oldest) batchOperations.delete(oldest.key);
}
