import type { BatchOperation } from '../../core/batch/batch-types.ts';
import { dateText } from './date-text.ts';

/** A batch operation that was just created as the REST API gives it. */
export const describeCreatedBatch = ({ key, type }: BatchOperation) => ({
  batchOperationKey: key,
  batchOperationType: type,
});

/** A batch operation as the REST API gives it. */
export const describeBatch = (batch: BatchOperation) => ({
  batchOperationKey: batch.key,
  state: batch.state,
  batchOperationType: batch.type,
  startDate: dateText(batch.startedAt),
  endDate: dateText(batch.endedAt),
  actorType: null,
  actorId: null,
  operationsTotalCount: batch.total,
  operationsFailedCount: batch.failed,
  operationsCompletedCount: batch.completed,
  // Those of choosing the items, which is refused before. Items have errors of their own.
  errors: [],
});
