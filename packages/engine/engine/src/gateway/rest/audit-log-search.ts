import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditFound } from '../../core/records/audit-found.ts';
import type { SearchableCore } from '../../core/searchable-core.ts';
import {
  enumField,
  dateTimeField,
  filterOnly,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { Problem } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const logPath = z.object({ auditLogKey: z.string() });
const taskPath = z.object({ userTaskKey: pathKey('userTaskKey') });

/** Nobody logs in to this engine: a cluster without authentication says the same. */
const ACTOR_TYPE = 'ANONYMOUS';

const nothing = () => null;

const fields: SearchFields<AuditFound> = {
  actorId: textField(nothing),
  actorType: enumField(['ANONYMOUS', 'CLIENT', 'UNKNOWN', 'USER'], () => ACTOR_TYPE),
  auditLogKey: keyField(({ key }) => key),
  batchOperationKey: keyField((found) => found.batchOperationKey),
  batchOperationType: textField((found) => found.batchOperationType),
  category: enumField(['DEPLOYED_RESOURCES', 'USER_TASKS', 'ADMIN', 'UNKNOWN'], ({ category }) => category),
  decisionDefinitionId: textField((found) => found.decisionDefinitionId),
  decisionDefinitionKey: keyField((found) => found.decisionDefinitionKey),
  decisionEvaluationKey: keyField((found) => found.decisionEvaluationKey),
  decisionRequirementsId: textField((found) => found.decisionRequirementsId),
  decisionRequirementsKey: keyField((found) => found.decisionRequirementsKey),
  elementInstanceKey: keyField((found) => found.elementInstanceKey),
  entityKey: keyField(({ entityKey }) => entityKey),
  entityType: textField(({ entityType }) => entityType),
  jobKey: keyField(({ jobKey }) => jobKey),
  operationType: textField(({ operationType }) => operationType),
  processDefinitionId: textField((found) => found.processDefinitionId),
  processDefinitionKey: keyField((found) => found.processDefinitionKey),
  processInstanceKey: keyField((found) => found.processInstanceKey),
  result: enumField(['SUCCESS', 'FAIL'], () => 'SUCCESS'),
  tenantId: textField(({ tenantId }) => tenantId),
  timestamp: dateTimeField(({ at }) => at),
  userTaskKey: keyField(({ userTaskKey }) => userTaskKey),
  agentElementId: filterOnly(textField(nothing)),
  deploymentKey: filterOnly(keyField(({ deploymentKey }) => deploymentKey)),
  entityDescription: filterOnly(textField(({ entityDescription }) => entityDescription)),
  formKey: filterOnly(keyField(({ formKey }) => formKey)),
  inboundChannelType: filterOnly(textField(nothing)),
  relatedEntityKey: filterOnly(keyField(nothing)),
  relatedEntityType: filterOnly(textField(nothing)),
  resourceKey: filterOnly(keyField(({ resourceKey }) => resourceKey)),
};

const auditLogs: SearchResource<AuditFound> = {
  fields,
  keyOf: ({ key }) => key,
  render: (found) => ({
    auditLogKey: found.key,
    entityKey: found.entityKey,
    entityType: found.entityType,
    entityDescription: found.entityDescription ?? null,
    operationType: found.operationType,
    category: found.category,
    result: 'SUCCESS',
    timestamp: dateText(found.at),
    actorId: null,
    actorType: ACTOR_TYPE,
    agentElementId: null,
    tenantId: found.tenantId ?? null,
    batchOperationKey: found.batchOperationKey ?? null,
    batchOperationType: found.batchOperationType ?? null,
    processDefinitionId: found.processDefinitionId ?? null,
    processDefinitionKey: found.processDefinitionKey ?? null,
    processInstanceKey: found.processInstanceKey ?? null,
    rootProcessInstanceKey: found.rootKey(),
    elementInstanceKey: found.elementInstanceKey ?? null,
    jobKey: found.jobKey ?? null,
    userTaskKey: found.userTaskKey ?? null,
    decisionRequirementsId: found.decisionRequirementsId ?? null,
    decisionRequirementsKey: found.decisionRequirementsKey ?? null,
    decisionDefinitionId: found.decisionDefinitionId ?? null,
    decisionDefinitionKey: found.decisionDefinitionKey ?? null,
    decisionEvaluationKey: found.decisionEvaluationKey ?? null,
    deploymentKey: found.deploymentKey ?? null,
    formKey: found.formKey ?? null,
    resourceKey: found.resourceKey ?? null,
    relatedEntityKey: null,
    relatedEntityType: null,
  }),
};

/** The audit log of the Camunda 8 REST API. */
export function addAuditLogSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/audit-logs/search', ({ body }) => answerSearch(auditLogs, records.auditLog(), body));
  server.get('/v2/audit-logs/:auditLogKey', ({ params }) => {
    const { auditLogKey } = logPath.parse(params);
    const found = records.auditLog().find(({ key }) => key === auditLogKey);
    if (found) return auditLogs.render(found);
    throw new Problem(404, `Audit Log with key '${auditLogKey}' not found`, 'NOT_FOUND');
  });
  server.post('/v2/user-tasks/:userTaskKey/audit-logs/search', ({ params, body }) => {
    const { userTaskKey } = taskPath.parse(params);
    const ofTask = records.auditLog().filter((found) => found.userTaskKey === userTaskKey);
    return answerSearch(auditLogs, ofTask, body);
  });
}
