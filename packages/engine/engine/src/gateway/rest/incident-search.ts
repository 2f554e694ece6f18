import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { IncidentEntry } from '../../core/records/incident-record.ts';
import {
  dateTimeField,
  enumField,
  keyField,
  type SearchFields,
  textField,
  withOperators,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch, type SearchAnswer } from './search/answer-search.ts';
import { findExactKey } from './search/exact-key.ts';
import type { SearchResource } from './search/search-resource.ts';

const incidentPath = z.object({ incidentKey: pathKey('incidentKey') });

const ERROR_TYPES = [
  'AD_HOC_SUB_PROCESS_NO_RETRIES',
  'CALLED_DECISION_ERROR',
  'CALLED_ELEMENT_ERROR',
  'CONDITION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'EXECUTION_LISTENER_NO_RETRIES',
  'EXTRACT_VALUE_ERROR',
  'FORM_NOT_FOUND',
  'IO_MAPPING_ERROR',
  'JOB_NO_RETRIES',
  'MESSAGE_SIZE_EXCEEDED',
  'RESOURCE_NOT_FOUND',
  'SECRET_RESOLUTION_ERROR',
  'TASK_LISTENER_NO_RETRIES',
  'UNHANDLED_ERROR_EVENT',
  'UNKNOWN',
  'UNSPECIFIED',
] as const;
const STATES = ['ACTIVE', 'MIGRATED', 'PENDING', 'RESOLVED', 'UNKNOWN'] as const;
const ENUM_OPERATORS = ['$eq', '$neq', '$exists', '$in', '$notIn', '$like'] as const;

const typeOf = ({ passage }: IncidentEntry): string =>
  ERROR_TYPES.find((known) => known === passage.type) ?? 'UNKNOWN';

const fields: SearchFields<IncidentEntry> = {
  incidentKey: keyField(({ passage }) => passage.incidentKey),
  processDefinitionKey: keyField(({ instance }) => instance.definitionKey),
  processDefinitionId: textField(({ instance }) => instance.bpmnProcessId),
  processInstanceKey: keyField(({ instance }) => instance.processInstanceKey),
  errorType: withOperators(enumField(ERROR_TYPES, typeOf), ENUM_OPERATORS),
  errorMessage: textField(({ passage }) => passage.message),
  elementId: textField(({ passage }) => passage.elementId),
  elementInstanceKey: keyField(({ passage }) => passage.elementInstanceKey),
  creationTime: dateTimeField(({ passage }) => passage.createdAt),
  state: withOperators(
    enumField(STATES, ({ state }) => state),
    ENUM_OPERATORS,
  ),
  jobKey: keyField(({ passage }) => passage.jobKey),
  tenantId: textField(({ instance }) => instance.tenantId),
};

const incidents: SearchResource<IncidentEntry> = {
  fields,
  keyOf: ({ passage }) => passage.incidentKey,
  render: (record) => {
    const { passage, instance, state } = record;
    return {
      processDefinitionId: instance.bpmnProcessId,
      errorType: typeOf(record),
      errorMessage: passage.message,
      elementId: passage.elementId,
      creationTime: dateText(passage.createdAt),
      state,
      tenantId: instance.tenantId,
      incidentKey: passage.incidentKey,
      processDefinitionKey: instance.definitionKey,
      processInstanceKey: instance.processInstanceKey,
      rootProcessInstanceKey: instance.rootKey(),
      elementInstanceKey: passage.elementInstanceKey,
      jobKey: passage.jobKey ?? null,
    };
  },
};

/** Answers a search among some incidents. */
export const searchIncidents = (entries: readonly IncidentEntry[], body: unknown): SearchAnswer =>
  answerSearch(incidents, entries, body);

/** Of the incidents of the Camunda 8 REST API, finding them. */
export function addIncidentSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/incidents/search', ({ body }) =>
    searchIncidents(records.incidents(findExactKey(body, 'processInstanceKey')), body),
  );
  server.get('/v2/incidents/:incidentKey', ({ params }) => {
    const { incidentKey } = incidentPath.parse(params);
    const entry = records.incident(incidentKey);
    if (!entry) throw notFound('Incident', incidentKey);
    return incidents.render(entry);
  });
}
