import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { ElementRecord } from '../../core/records/element-record.ts';
import {
  booleanField,
  dateTimeField,
  enumField,
  exact,
  filterOnly,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { acceptedOrProblem } from './json-body.ts';
import { notFound } from './problem.ts';
import { pathKey, variablesBody } from './request-schemas.ts';
import { searchIncidents } from './incident-search.ts';
import { answerSearch } from './search/answer-search.ts';
import { findExactKey } from './search/exact-key.ts';
import type { SearchResource } from './search/search-resource.ts';

const elementPath = z.object({ elementInstanceKey: pathKey('elementInstanceKey') });
const assignment = z.object({
  variables: variablesBody,
  local: z.boolean().nullish(),
});

const STATES = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;
const TYPES = [
  'UNSPECIFIED',
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
  'START_EVENT',
  'INTERMEDIATE_CATCH_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'BOUNDARY_EVENT',
  'END_EVENT',
  'SERVICE_TASK',
  'RECEIVE_TASK',
  'USER_TASK',
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'SEQUENCE_FLOW',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'UNKNOWN',
] as const;

const typeOf = (record: ElementRecord): string => {
  const type = record.type();
  return TYPES.some((known) => known === type) ? type : 'UNKNOWN';
};

const fields: SearchFields<ElementRecord> = {
  elementInstanceKey: exact(keyField(({ passage }) => passage.elementInstanceKey)),
  processInstanceKey: exact(keyField(({ instance }) => instance.processInstanceKey)),
  processDefinitionKey: exact(keyField(({ instance }) => instance.definitionKey)),
  processDefinitionId: exact(textField(({ instance }) => instance.bpmnProcessId)),
  startDate: dateTimeField(({ passage }) => passage.enteredAt),
  endDate: dateTimeField(({ passage }) => passage.endedAt),
  elementId: exact(textField(({ passage }) => passage.elementId)),
  elementName: exact(textField((record) => record.name())),
  type: exact(enumField(TYPES, typeOf)),
  state: enumField(STATES, ({ passage }) => passage.state),
  incidentKey: exact(keyField((record) => record.incidentKey())),
  tenantId: exact(textField(({ instance }) => instance.tenantId)),
  hasIncident: filterOnly(booleanField((record) => record.hasIncident())),
  elementInstanceScopeKey: filterOnly(exact(keyField(({ passage }) => passage.scopeKey))),
};

const elementInstances: SearchResource<ElementRecord> = {
  fields,
  keyOf: ({ passage }) => passage.elementInstanceKey,
  render: (record) => {
    const { passage, instance } = record;
    return {
      processDefinitionId: instance.bpmnProcessId,
      startDate: dateText(passage.enteredAt),
      endDate: dateText(passage.endedAt),
      elementId: passage.elementId,
      elementName: record.name(),
      type: typeOf(record),
      state: passage.state,
      hasIncident: record.hasIncident(),
      tenantId: instance.tenantId,
      elementInstanceKey: passage.elementInstanceKey,
      processInstanceKey: instance.processInstanceKey,
      rootProcessInstanceKey: instance.rootKey(),
      processDefinitionKey: instance.definitionKey,
      incidentKey: record.incidentKey(),
    };
  },
};

/** The element instance endpoints of the Camunda 8 REST API: search, get, their incidents and variables. */
export function addElementInstanceRoutes(
  server: FastifyInstance,
  core: Pick<SearchableCore, 'records' | 'setVariables'>,
): void {
  const { records } = core;
  const find = (params: unknown): ElementRecord => {
    const { elementInstanceKey } = elementPath.parse(params);
    const record = records.element(elementInstanceKey);
    if (record) return record;
    throw notFound('Element Instance', elementInstanceKey);
  };
  server.post('/v2/element-instances/search', ({ body }) =>
    answerSearch(elementInstances, records.elements(findExactKey(body, 'processInstanceKey')), body),
  );
  server.get('/v2/element-instances/:elementInstanceKey', ({ params }) =>
    elementInstances.render(find(params)),
  );
  server.post('/v2/element-instances/:elementInstanceKey/incidents/search', ({ params, body }) =>
    searchIncidents(records.incidentsWithin(find(params).passage.elementInstanceKey), body),
  );
  server.put('/v2/element-instances/:elementInstanceKey/variables', ({ params, body }, reply) => {
    const { elementInstanceKey } = elementPath.parse(params);
    const { variables, local } = assignment.parse(body);
    acceptedOrProblem(core.setVariables({ elementInstanceKey, variables, local: local === true }));
    return reply.code(204).send();
  });
}
