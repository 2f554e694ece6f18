import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { INSTANCE_FIELDS } from '../../core/records/instance-fields.ts';
import type { InstanceRecord } from '../../core/records/instance-record.ts';
import { dateText } from './date-text.ts';
import { notFound } from './problem.ts';
import { keyText } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const keyPath = z.object({ processInstanceKey: keyText('processInstanceKey') });

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

/** Of the process instances of the Camunda 8 REST API, finding them. */
export function addProcessInstanceSearch(
  server: FastifyInstance,
  { records }: Pick<EngineCore, 'records'>,
): void {
  server.post('/v2/process-instances/search', ({ body }) =>
    answerSearch(processInstances, records.processInstances(), body),
  );
  server.get('/v2/process-instances/:processInstanceKey', ({ params }) => {
    const { processInstanceKey } = keyPath.parse(params);
    const record = records.processInstance(processInstanceKey);
    if (!record) throw notFound('Process Instance', processInstanceKey);
    return processInstances.render(record);
  });
}
