import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  enumField,
  dateTimeField,
  filterOnly,
  keyField,
  textField,
} from '../../core/search/search-fields.ts';
import { Problem } from './problem.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const logPath = z.object({ auditLogKey: z.string() });

const nothing = () => null;
const text = textField(nothing);
const key = keyField(nothing);

/** The engine keeps no audit log: there is nobody whose doing it could record. */
const auditLogs: SearchResource<never> = {
  fields: {
    actorId: text,
    actorType: enumField(['ANONYMOUS', 'CLIENT', 'UNKNOWN', 'USER'], nothing),
    auditLogKey: key,
    batchOperationKey: key,
    batchOperationType: text,
    category: enumField(['DEPLOYED_RESOURCES', 'USER_TASKS', 'ADMIN', 'UNKNOWN'], nothing),
    decisionDefinitionId: text,
    decisionDefinitionKey: key,
    decisionEvaluationKey: key,
    decisionRequirementsId: text,
    decisionRequirementsKey: key,
    elementInstanceKey: key,
    entityKey: key,
    entityType: text,
    jobKey: key,
    operationType: text,
    processDefinitionId: text,
    processDefinitionKey: key,
    processInstanceKey: key,
    result: enumField(['SUCCESS', 'FAIL'], nothing),
    tenantId: text,
    timestamp: dateTimeField(nothing),
    userTaskKey: key,
    agentElementId: filterOnly(text),
    deploymentKey: filterOnly(key),
    entityDescription: filterOnly(text),
    formKey: filterOnly(key),
    inboundChannelType: filterOnly(text),
    relatedEntityKey: filterOnly(key),
    relatedEntityType: filterOnly(text),
    resourceKey: filterOnly(key),
  },
  keyOf: () => '',
  render: () => ({}),
};

/** The audit log of the Camunda 8 REST API, which is empty. */
export function addAuditLogSearch(server: FastifyInstance): void {
  server.post('/v2/audit-logs/search', ({ body }) => answerSearch(auditLogs, [], body));
  server.get('/v2/audit-logs/:auditLogKey', ({ params }) => {
    const { auditLogKey } = logPath.parse(params);
    throw new Problem(404, `Audit Log with key '${auditLogKey}' not found`, 'NOT_FOUND');
  });
  server.post('/v2/user-tasks/:userTaskKey/audit-logs/search', ({ body }) =>
    answerSearch(auditLogs, [], body),
  );
}
