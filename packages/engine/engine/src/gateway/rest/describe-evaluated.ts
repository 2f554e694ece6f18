import type { DecisionResult, DecisionStep } from '../../core/decisions/decision-result.ts';
import { describeDecisionStep } from '../describe-decision-step.ts';

/**
 * The inputs and matched rules of an evaluated decision as the REST API gives them; `position` counts from 1.
 */
export function describeEvaluated(step: DecisionStep, result: DecisionResult, position: number) {
  const { matchedRules, ...described } = describeDecisionStep(step, result, position);
  return {
    ...described,
    matchedRules: matchedRules.map(({ evaluatedOutputs, ...rule }) => ({
      ...rule,
      evaluatedOutputs: evaluatedOutputs.map((output) => ({
        ...output,
        ruleId: rule.ruleId,
        ruleIndex: rule.ruleIndex,
      })),
    })),
  };
}
