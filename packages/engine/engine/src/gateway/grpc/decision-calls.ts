import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { stringifyJson } from '@jobwright/json';
import type { DecisionResult, DecisionStep } from '../../core/decisions/decision-result.ts';
import { describeDecisionStep } from '../describe-decision-step.ts';
import type { GatewayContext } from './gateway-context.ts';
import { parseVariables } from './request-checks.ts';
import { evaluateDecisionRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

function stepMessage(step: DecisionStep, result: DecisionResult, position: number) {
  const { decisionKey, decisionId, decisionName, decisionVersion, decisionType, output } = step;
  return {
    decisionKey,
    decisionId,
    decisionName,
    decisionVersion,
    decisionType,
    decisionOutput: stringifyJson(output),
    ...describeDecisionStep(step, result, position),
  };
}

function resultMessage(result: DecisionResult) {
  const { evaluationKey, output, failure, evaluatedDecisions, ...decision } = result;
  return {
    ...decision,
    decisionOutput: stringifyJson(output),
    evaluatedDecisions: evaluatedDecisions.map((step, index) => stepMessage(step, result, index + 1)),
    failedDecisionId: failure?.decisionId ?? '',
    failureMessage: failure?.message ?? '',
    decisionInstanceKey: evaluationKey,
    decisionEvaluationKey: evaluationKey,
  };
}

export function createDecisionCalls({ core, tenants }: GatewayContext): UntypedServiceImplementation {
  return {
    EvaluateDecision: createUnaryHandler(
      evaluateDecisionRequest,
      ({ decisionKey, decisionId, variables, tenantId }) =>
        resultMessage(
          acceptedOrThrow(
            core.evaluateDecision({
              decisionId,
              decisionKey,
              variables: parseVariables(variables),
              tenantId: tenants.check('EvaluateDecision', tenantId),
            }),
          ),
        ),
    ),
  };
}
