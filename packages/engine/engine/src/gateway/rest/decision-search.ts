import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { DecisionRequirementsRecord } from '../../core/decisions/decision-records.ts';
import type { DecisionFound } from '../../core/records/decision-found.ts';
import {
  booleanField,
  exact,
  filterOnly,
  integerField,
  keyField,
  textField,
} from '../../core/search/search-fields.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const decisionPath = z.object({ decisionDefinitionKey: pathKey('decisionDefinitionKey') });
const requirementsPath = z.object({ decisionRequirementsKey: pathKey('decisionRequirementsKey') });

const decisions: SearchResource<DecisionFound> = {
  fields: {
    decisionDefinitionKey: exact(keyField(({ key }) => key)),
    decisionDefinitionId: exact(textField(({ id }) => id)),
    name: exact(textField(({ name }) => name)),
    version: exact(integerField(({ version }) => version)),
    decisionRequirementsId: exact(textField(({ requirementsId }) => requirementsId)),
    decisionRequirementsKey: exact(keyField(({ requirementsKey }) => requirementsKey)),
    decisionRequirementsName: exact(textField(({ requirements }) => requirements?.name)),
    decisionRequirementsVersion: exact(integerField(({ requirements }) => requirements?.version)),
    tenantId: exact(textField(({ tenantId }) => tenantId)),
    isLatestVersion: filterOnly(booleanField((decision) => decision.isLatest())),
  },
  keyOf: ({ key }) => key,
  render: (decision) => ({
    decisionDefinitionId: decision.id,
    decisionDefinitionKey: decision.key,
    decisionRequirementsId: decision.requirementsId,
    decisionRequirementsKey: decision.requirementsKey,
    decisionRequirementsName: decision.requirements?.name ?? '',
    decisionRequirementsVersion: decision.requirements?.version ?? 0,
    name: decision.name,
    tenantId: decision.tenantId,
    version: decision.version,
  }),
};

const requirements: SearchResource<DecisionRequirementsRecord> = {
  fields: {
    decisionRequirementsKey: exact(keyField(({ key }) => key)),
    decisionRequirementsName: exact(textField(({ name }) => name)),
    version: exact(integerField(({ version }) => version)),
    decisionRequirementsId: exact(textField(({ id }) => id)),
    tenantId: exact(textField(({ tenantId }) => tenantId)),
    resourceName: filterOnly(exact(textField(({ resourceName }) => resourceName))),
  },
  keyOf: ({ key }) => key,
  render: (record) => ({
    decisionRequirementsId: record.id,
    decisionRequirementsKey: record.key,
    decisionRequirementsName: record.name,
    resourceName: record.resourceName,
    tenantId: record.tenantId,
    version: record.version,
  }),
};

/** Of decisions in the Camunda 8 REST API, the deployed ones and their files. */
export function addDecisionSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  const findDecision = (params: unknown): DecisionFound => {
    const { decisionDefinitionKey } = decisionPath.parse(params);
    const decision = records.decisions().find(({ key }) => key === decisionDefinitionKey);
    if (!decision) throw notFound('Decision Definition', decisionDefinitionKey);
    return decision;
  };
  const findRequirements = (params: unknown): DecisionRequirementsRecord => {
    const { decisionRequirementsKey } = requirementsPath.parse(params);
    const record = records.decisionRequirements().find(({ key }) => key === decisionRequirementsKey);
    if (!record) throw notFound('Decision Requirements', decisionRequirementsKey);
    return record;
  };
  server.post('/v2/decision-definitions/search', ({ body }) =>
    answerSearch(decisions, records.decisions(), body),
  );
  server.get('/v2/decision-definitions/:decisionDefinitionKey', ({ params }) =>
    decisions.render(findDecision(params)),
  );
  server.get('/v2/decision-definitions/:decisionDefinitionKey/xml', ({ params }, reply) =>
    reply
      .type('text/xml; charset=utf-8')
      .send(records.fileText(findDecision(params).requirements?.checksum ?? '')),
  );
  server.post('/v2/decision-requirements/search', ({ body }) =>
    answerSearch(requirements, records.decisionRequirements(), body),
  );
  server.get('/v2/decision-requirements/:decisionRequirementsKey', ({ params }) =>
    requirements.render(findRequirements(params)),
  );
  server.get('/v2/decision-requirements/:decisionRequirementsKey/xml', ({ params }, reply) =>
    reply.type('text/xml; charset=utf-8').send(records.fileText(findRequirements(params).checksum)),
  );
}
