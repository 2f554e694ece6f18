import type { FastifyInstance } from 'fastify';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { JobEntry } from '../../core/records/job-record.ts';
import {
  booleanField,
  dateTimeField,
  enumField,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { answerSearch } from './search/answer-search.ts';
import { findExactKey } from './search/exact-key.ts';
import type { SearchResource } from './search/search-resource.ts';

const STATES = [
  'CANCELED',
  'COMPLETED',
  'CREATED',
  'ERROR_THROWN',
  'FAILED',
  'MIGRATED',
  'RETRIES_UPDATED',
  'TIMED_OUT',
] as const;
const KINDS = ['BPMN_ELEMENT', 'EXECUTION_LISTENER', 'TASK_LISTENER', 'AD_HOC_SUB_PROCESS'] as const;
const EVENT_TYPES = [
  'ASSIGNING',
  'BEFORE_ALL',
  'CANCEL',
  'CANCELING',
  'COMPLETING',
  'CREATING',
  'END',
  'START',
  'UNSPECIFIED',
  'UPDATING',
] as const;

const endedAt = ({ passage, state }: JobEntry): number | undefined =>
  state === 'COMPLETED' || state === 'CANCELED' ? passage.endedAt : undefined;
const isDenied = ({ passage, state }: JobEntry): boolean | null =>
  state === 'COMPLETED' ? passage.deniedReason !== undefined : null;
const hasFailedWithRetriesLeft = ({ passage }: JobEntry): boolean =>
  passage.hasFailedWithRetriesLeft === true;

const fields: SearchFields<JobEntry> = {
  deadline: dateTimeField(({ passage }) => passage.deadline),
  deniedReason: textField(({ passage }) => passage.deniedReason),
  elementId: textField(({ passage }) => passage.elementId),
  elementInstanceKey: keyField(({ passage }) => passage.elementInstanceKey),
  endTime: dateTimeField(endedAt),
  errorCode: textField(({ passage }) => passage.errorCode),
  errorMessage: textField(({ passage }) => passage.errorMessage),
  hasFailedWithRetriesLeft: booleanField(hasFailedWithRetriesLeft),
  isDenied: booleanField(isDenied),
  jobKey: keyField(({ passage }) => passage.jobKey),
  kind: enumField(KINDS, ({ passage }) => passage.kind ?? 'BPMN_ELEMENT'),
  listenerEventType: enumField(EVENT_TYPES, ({ passage }) => passage.listenerEventType ?? 'UNSPECIFIED'),
  processDefinitionId: textField(({ instance }) => instance.bpmnProcessId),
  processDefinitionKey: keyField(({ instance }) => instance.definitionKey),
  processInstanceKey: keyField(({ instance }) => instance.processInstanceKey),
  retries: integerField(({ passage }) => passage.retries),
  priority: integerField(({ passage }) => passage.priority ?? 0),
  state: enumField(STATES, ({ state }) => state),
  tenantId: textField(({ instance }) => instance.tenantId),
  type: textField(({ passage }) => passage.type),
  worker: textField(({ passage }) => passage.worker),
  creationTime: filterOnly(dateTimeField(({ passage }) => passage.createdAt)),
  lastUpdateTime: filterOnly(dateTimeField(({ updatedAt }) => updatedAt)),
};

const jobs: SearchResource<JobEntry> = {
  fields,
  keyOf: ({ passage }) => passage.jobKey,
  render: (entry) => {
    const { passage, instance, state, updatedAt } = entry;
    return {
      customHeaders: entry.headers(),
      deadline: dateText(passage.deadline),
      deniedReason: passage.deniedReason ?? null,
      elementId: passage.elementId,
      elementInstanceKey: passage.elementInstanceKey,
      endTime: dateText(endedAt(entry)),
      errorCode: passage.errorCode ?? null,
      errorMessage: passage.errorMessage ?? null,
      hasFailedWithRetriesLeft: hasFailedWithRetriesLeft(entry),
      isDenied: isDenied(entry),
      jobKey: passage.jobKey,
      kind: passage.kind ?? 'BPMN_ELEMENT',
      listenerEventType: passage.listenerEventType ?? 'UNSPECIFIED',
      priority: passage.priority ?? 0,
      processDefinitionId: instance.bpmnProcessId,
      processDefinitionKey: instance.definitionKey,
      processInstanceKey: instance.processInstanceKey,
      rootProcessInstanceKey: instance.rootKey(),
      businessId: instance.businessId,
      retries: passage.retries,
      state,
      tenantId: instance.tenantId,
      type: passage.type,
      worker: passage.worker,
      creationTime: dateText(passage.createdAt),
      lastUpdateTime: dateText(updatedAt),
    };
  },
};

/** Of the jobs of the Camunda 8 REST API, finding them. */
export function addJobSearch(server: FastifyInstance, { records }: Pick<SearchableCore, 'records'>): void {
  server.post('/v2/jobs/search', ({ body }) =>
    answerSearch(jobs, records.jobs(findExactKey(body, 'processInstanceKey')), body),
  );
}
