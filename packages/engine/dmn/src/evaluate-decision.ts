import { checkType } from './check-type.ts';
import type { DecisionModel } from './dmn-model.ts';
import { createFunctions, evaluateLogic } from './evaluate-logic.ts';
import { type LogicScope, withVariables } from './evaluation.ts';

/**
 * Required decisions are evaluated first, each as often as it is required; then the logic sees their results.
 */
export function evaluateDecision(
  decision: DecisionModel,
  { evaluation, variables }: Pick<LogicScope, 'evaluation' | 'variables'>,
): unknown {
  evaluation.budget.check();
  const results: Record<string, unknown>[] = [];
  for (const id of decision.requiredDecisionIds) {
    const required = evaluation.requirements.decision(id);
    if (required)
      results.push({ [required.resultName]: evaluateDecision(required, { evaluation, variables }) });
  }
  const outer: LogicScope = { evaluation, variables, owner: decision };
  const functions = createFunctions(outer, decision.requiredKnowledgeIds);
  const inner = results.reduce(withVariables, outer);
  const result = evaluateLogic(withVariables(inner, functions), decision.logic);
  checkType(result, decision.resultType, `the result of the decision '${decision.id}'`);
  return result;
}
