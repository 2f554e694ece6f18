import type { BatchOperation, BatchRecord } from './batch-types.ts';

/** A batch operation as it is shown. */
export const viewBatch = ({
  itemKeys: _items,
  instanceKeys: _instances,
  processedAt: _times,
  action,
  failures,
  ...record
}: BatchRecord): BatchOperation => ({
  ...record,
  type: action.type,
  failures: [...failures],
});
