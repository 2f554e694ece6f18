import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { DECISION_INSTANCE_FIELDS } from '../../core/records/decision-instance-fields.ts';
import type { DecisionInstanceFound } from '../../core/records/decision-found.ts';
import { dateText } from './date-text.ts';
import { describeCreatedBatch } from './describe-batch.ts';
import { describeEvaluated } from './describe-evaluated.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';
import { filteredBody, pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import { readFilter } from './search/read-filter.ts';
import type { SearchResource } from './search/search-resource.ts';

const instancePath = z.object({
  key: z.string().regex(/^\d{1,25}-\d{1,10}$/, 'The value for decisionEvaluationInstanceKey is not a key'),
});
const evaluationPath = z.object({ key: pathKey('decisionEvaluationKey') });

const positionOf = ({ key }: DecisionInstanceFound): number => Number(key.slice(key.indexOf('-') + 1));

const decisionInstances: SearchResource<DecisionInstanceFound> = {
  fields: DECISION_INSTANCE_FIELDS,
  keyOf: ({ key }) => key,
  render: ({ evaluation, step, ...found }) => {
    const instance = found.processInstance();
    return {
      businessId: instance?.businessId ?? null,
      decisionDefinitionId: step.decisionId,
      decisionDefinitionKey: step.decisionKey,
      decisionDefinitionName: step.decisionName,
      decisionDefinitionType: step.decisionType,
      decisionDefinitionVersion: step.decisionVersion,
      decisionEvaluationInstanceKey: found.key,
      decisionEvaluationKey: evaluation.evaluationKey,
      elementInstanceKey: found.elementInstanceKey,
      evaluationDate: dateText(evaluation.evaluatedAt),
      evaluationFailure: found.failure,
      processDefinitionKey: instance?.definitionKey ?? null,
      processInstanceKey: found.processInstanceKey,
      result: stringifyJson(step.output),
      rootDecisionDefinitionKey: evaluation.decisionKey,
      rootProcessInstanceKey: instance?.rootKey() ?? null,
      state: found.failure === null ? 'EVALUATED' : 'FAILED',
      tenantId: evaluation.tenantId,
    };
  },
};

function renderWhole(found: DecisionInstanceFound): object {
  const { evaluatedInputs, matchedRules } = describeEvaluated(
    found.step,
    found.evaluation,
    positionOf(found),
  );
  return { ...decisionInstances.render(found), evaluatedInputs, matchedRules };
}

/** Of decisions in the Camunda 8 REST API, the evaluated ones: finding and deleting them. */
export function addDecisionInstanceSearch(
  server: FastifyInstance,
  core: Pick<SearchableCore, 'records' | 'createBatch' | 'deleteDecisionInstance'>,
): void {
  server.post('/v2/decision-instances/search', ({ body }) =>
    answerSearch(decisionInstances, core.records.decisionInstances(), body),
  );
  server.get('/v2/decision-instances/:key', ({ params }) => {
    const wanted = instancePath.parse(params).key;
    const found = core.records.decisionInstances().find(({ key }) => key === wanted);
    if (found) return renderWhole(found);
    throw new Problem(404, `Decision Instance with id '${wanted}' not found`, 'NOT_FOUND');
  });
  server.post('/v2/decision-instances/:key/deletion', ({ params }, reply) => {
    acceptedOrProblem(core.deleteDecisionInstance(evaluationPath.parse(params).key));
    return reply.code(204).send();
  });
  server.post('/v2/decision-instances/deletion', ({ body }) => {
    const filter = readFilter(DECISION_INSTANCE_FIELDS, filteredBody.parse(body).filter);
    return describeCreatedBatch(
      acceptedOrProblem(core.createBatch({ action: { type: 'DELETE_DECISION_INSTANCE' }, filter })),
    );
  });
}
