import type { FastifyInstance } from 'fastify';
import type { BatchOperation } from '../../core/batch/batch-types.ts';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { BATCH_ITEM_STATES, type BatchItemFound } from '../../core/records/batch-item-record.ts';
import {
  dateTimeField,
  enumField,
  filterOnly,
  keyField,
  type SearchFields,
  sortOnly,
  textField,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { describeBatch } from './describe-batch.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const STATES = [
  'ACTIVE',
  'CANCELED',
  'COMPLETED',
  'CREATED',
  'FAILED',
  'PARTIALLY_COMPLETED',
  'SUSPENDED',
] as const;
const TYPES = [
  'ADD_VARIABLE',
  'CANCEL_PROCESS_INSTANCE',
  'DELETE_DECISION_DEFINITION',
  'DELETE_DECISION_INSTANCE',
  'DELETE_PROCESS_DEFINITION',
  'DELETE_PROCESS_INSTANCE',
  'MIGRATE_PROCESS_INSTANCE',
  'MODIFY_PROCESS_INSTANCE',
  'RESOLVE_INCIDENT',
  'RESUME_PROCESS_INSTANCE',
  'SUSPEND_PROCESS_INSTANCE',
  'UPDATE_JOB',
  'UPDATE_VARIABLE',
] as const;
const ACTORS = ['ANONYMOUS', 'CLIENT', 'UNKNOWN', 'USER'] as const;

const batches: SearchResource<BatchOperation> = {
  fields: {
    batchOperationKey: keyField(({ key }) => key),
    operationType: enumField(TYPES, ({ type }) => type),
    state: enumField(STATES, ({ state }) => state),
    startDate: sortOnly(dateTimeField(({ startedAt }) => startedAt)),
    endDate: sortOnly(dateTimeField(({ endedAt }) => endedAt)),
    actorType: enumField(ACTORS, () => null),
    actorId: textField(() => null),
  } satisfies SearchFields<BatchOperation>,
  keyOf: ({ key }) => key,
  render: describeBatch,
};

const items: SearchResource<BatchItemFound> = {
  fields: {
    batchOperationKey: keyField(({ batch }) => batch.key),
    itemKey: keyField(({ itemKey }) => itemKey),
    processInstanceKey: keyField(({ processInstanceKey }) => processInstanceKey),
    processedDate: sortOnly(dateTimeField(({ processedAt }) => processedAt)),
    state: enumField(BATCH_ITEM_STATES, ({ state }) => state),
    operationType: filterOnly(enumField(TYPES, ({ batch }) => batch.action.type)),
  } satisfies SearchFields<BatchItemFound>,
  hasTextKeys: true,
  keyOf: ({ batch, itemKey }) => `${batch.key}-${itemKey}`,
  render: (item) => ({
    operationType: item.batch.action.type,
    batchOperationKey: item.batch.key,
    itemKey: item.itemKey,
    processInstanceKey: item.processInstanceKey,
    rootProcessInstanceKey: item.rootKey(),
    state: item.state,
    processedDate: dateText(item.processedAt),
    errorMessage: item.error,
  }),
};

/** Of the batch operations of the Camunda 8 REST API, finding them and their items. */
export function addBatchSearch(server: FastifyInstance, { records }: Pick<SearchableCore, 'records'>): void {
  server.post('/v2/batch-operations/search', ({ body }) =>
    answerSearch(batches, records.batchOperations(), body),
  );
  server.post('/v2/batch-operation-items/search', ({ body }) =>
    answerSearch(items, records.batchItems(), body),
  );
}
