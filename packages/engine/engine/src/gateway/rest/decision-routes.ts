import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { DecisionResult, DecisionStep } from '../../core/decisions/decision-result.ts';
import type { CheckTenant } from './check-tenant.ts';
import { describeEvaluated } from './describe-evaluated.ts';
import { acceptedOrProblem } from './json-body.ts';
import { keyText, variablesBody } from './request-schemas.ts';

const evaluation = z
  .object({
    decisionDefinitionId: z.string().min(1).nullish(),
    decisionDefinitionKey: keyText('decisionDefinitionKey').nullish(),
    variables: variablesBody.nullish(),
    tenantId: z.string().nullish(),
  })
  .refine(
    (body) => Boolean(body.decisionDefinitionId) !== Boolean(body.decisionDefinitionKey),
    'Exactly one of [decisionDefinitionId, decisionDefinitionKey] is expected',
  );

const stepBody = (step: DecisionStep, result: DecisionResult, position: number) => ({
  decisionDefinitionKey: step.decisionKey,
  decisionDefinitionId: step.decisionId,
  decisionDefinitionName: step.decisionName,
  decisionDefinitionVersion: step.decisionVersion,
  decisionDefinitionType: step.decisionType,
  output: stringifyJson(step.output),
  ...describeEvaluated(step, result, position),
});

const resultBody = (result: DecisionResult) => ({
  decisionDefinitionKey: result.decisionKey,
  decisionDefinitionId: result.decisionId,
  decisionDefinitionName: result.decisionName,
  decisionDefinitionVersion: result.decisionVersion,
  decisionRequirementsId: result.decisionRequirementsId,
  decisionRequirementsKey: result.decisionRequirementsKey,
  decisionEvaluationKey: result.evaluationKey,
  decisionInstanceKey: result.evaluationKey,
  tenantId: result.tenantId,
  output: stringifyJson(result.output),
  failedDecisionDefinitionId: result.failure?.decisionId ?? null,
  failureMessage: result.failure?.message ?? null,
  evaluatedDecisions: result.evaluatedDecisions.map((step, index) => stepBody(step, result, index + 1)),
});

/** The endpoint of the Camunda 8 REST API that evaluates a decision. */
export function addDecisionRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'evaluateDecision'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/decision-definitions/evaluation', (request) => {
    const { decisionDefinitionId, decisionDefinitionKey, variables, tenantId } = evaluation.parse(
      request.body,
    );
    return resultBody(
      acceptedOrProblem(
        core.evaluateDecision({
          ...(decisionDefinitionId && { decisionId: decisionDefinitionId }),
          ...(decisionDefinitionKey && { decisionKey: decisionDefinitionKey }),
          variables: variables ?? {},
          tenantId: checkTenant('Evaluate Decision', tenantId),
        }),
      ),
    );
  });
}
