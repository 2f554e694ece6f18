import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { INSTANCE_FIELDS } from '../../core/records/instance-fields.ts';
import type { EngineRecords } from '../../core/records/engine-records.ts';
import type { InstanceRecord } from '../../core/records/instance-types.ts';
import { dateText } from './date-text.ts';
import { notFound } from './problem.ts';
import { countElements } from './element-statistics.ts';
import { searchIncidents } from './incident-search.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const keyPath = z.object({ processInstanceKey: pathKey('processInstanceKey') });

const processInstances: SearchResource<InstanceRecord> = {
  fields: INSTANCE_FIELDS,
  keyOf: ({ processInstanceKey }) => processInstanceKey,
  render: (record) => ({
    processDefinitionId: record.bpmnProcessId,
    processDefinitionName: record.definition?.graph.name ?? null,
    processDefinitionVersion: record.definition?.version ?? 0,
    processDefinitionVersionTag: record.definition?.graph.versionTag ?? null,
    startDate: dateText(record.startedAt),
    endDate: dateText(record.endedAt),
    state: record.state,
    suspendedDate: null,
    hasIncident: record.incidents().length > 0,
    tenantId: record.tenantId,
    processInstanceKey: record.processInstanceKey,
    processDefinitionKey: record.definitionKey,
    parentProcessInstanceKey: record.parentProcessInstanceKey,
    parentElementInstanceKey: record.parentElementInstanceKey,
    rootProcessInstanceKey: record.rootKey(),
    tags: record.tags,
    businessId: record.businessId,
  }),
  hasAlternatives: true,
};

/** From the outermost caller to the instance itself. */
function listCallers(
  records: Pick<EngineRecords, 'processInstance'>,
  instance: InstanceRecord,
): readonly InstanceRecord[] {
  const callers = [instance];
  for (let key = instance.parentProcessInstanceKey; key !== null;) {
    const caller = records.processInstance(key);
    if (!caller) break;
    callers.unshift(caller);
    key = caller.parentProcessInstanceKey;
  }
  return callers;
}

const describeFlows = (record: InstanceRecord): readonly object[] =>
  record.flowIds().map((flowId) => ({
    sequenceFlowId: `${record.processInstanceKey}_${flowId}`,
    processInstanceKey: record.processInstanceKey,
    rootProcessInstanceKey: record.rootKey(),
    processDefinitionKey: record.definitionKey,
    processDefinitionId: record.bpmnProcessId,
    elementId: flowId,
    tenantId: record.tenantId,
  }));

/** Of the process instances of the Camunda 8 REST API, finding them. */
export function addProcessInstanceSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  const find = (params: unknown): InstanceRecord => {
    const { processInstanceKey } = keyPath.parse(params);
    const record = records.processInstance(processInstanceKey);
    if (record) return record;
    throw notFound('Process Instance', processInstanceKey);
  };
  server.post('/v2/process-instances/search', ({ body }) =>
    answerSearch(processInstances, records.processInstances(), body),
  );
  server.get('/v2/process-instances/:processInstanceKey', ({ params }) => {
    return processInstances.render(find(params));
  });
  server.post('/v2/process-instances/:processInstanceKey/incidents/search', ({ params, body }) =>
    searchIncidents(records.incidentsWithin(find(params).processInstanceKey), body),
  );
  server.get('/v2/process-instances/:processInstanceKey/call-hierarchy', ({ params }) =>
    listCallers(records, find(params)).map((record) => ({
      processInstanceKey: record.processInstanceKey,
      processDefinitionKey: record.definitionKey,
      processDefinitionName: record.definition?.graph.name ?? record.bpmnProcessId,
    })),
  );
  server.get('/v2/process-instances/:processInstanceKey/sequence-flows', ({ params }) => {
    const record = records.processInstance(keyPath.parse(params).processInstanceKey);
    return { items: record ? describeFlows(record) : [] };
  });
  server.get('/v2/process-instances/:processInstanceKey/statistics/element-instances', ({ params }) => ({
    items: countElements(records.elements(keyPath.parse(params).processInstanceKey)),
  }));
}
