import { stringifyJson } from '@jobwright/json';
import type { DecisionResult, DecisionStep } from '../core/decisions/decision-result.ts';

/**
 * What both protocols say of an evaluated decision in the same words. Values are JSON text; `position` counts
 * from 1.
 */
export function describeDecisionStep(
  { inputs, matchedRules }: DecisionStep,
  { evaluationKey, tenantId }: DecisionResult,
  position: number,
) {
  return {
    tenantId,
    decisionEvaluationInstanceKey: `${evaluationKey}-${position}`,
    evaluatedInputs: inputs.map(({ value, ...input }) => ({ ...input, inputValue: stringifyJson(value) })),
    matchedRules: matchedRules.map(({ outputs, ...rule }) => ({
      ...rule,
      evaluatedOutputs: outputs.map(({ value, ...output }) => ({
        ...output,
        outputValue: stringifyJson(value),
      })),
    })),
  };
}
