import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { stringifyJson } from '@jobwright/json';
import type { DecisionResult, DecisionStep } from '../../core/decisions/decision-result.ts';
import type { GatewayContext } from './gateway-context.ts';
import { parseVariables } from './request-checks.ts';
import { evaluateDecisionRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

function stepMessage(
  { inputs, matchedRules, output, ...step }: DecisionStep,
  result: DecisionResult,
  position: number,
) {
  return {
    ...step,
    decisionOutput: stringifyJson(output),
    evaluatedInputs: inputs.map(({ value, ...input }) => ({ ...input, inputValue: stringifyJson(value) })),
    matchedRules: matchedRules.map(({ outputs, ...rule }) => ({
      ...rule,
      evaluatedOutputs: outputs.map(({ value, ...one }) => ({ ...one, outputValue: stringifyJson(value) })),
    })),
    tenantId: result.tenantId,
    decisionEvaluationInstanceKey: `${result.evaluationKey}-${position}`,
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
