import type { DecisionType, EvaluatedDecision, EvaluatedInput, MatchedRule } from './decision-evaluation.ts';
import type { DecisionLogic } from './dmn-model.ts';
import type { Expressions } from './expressions.ts';
import type { Requirements } from './requirements.ts';
import type { WorkBudget } from './work-budget.ts';

/** What all steps of one evaluation share. */
export interface Evaluation {
  readonly requirements: Requirements;
  readonly expressions: Expressions;
  readonly budget: WorkBudget;
  readonly evaluated: EvaluatedDecision[];
  /** How many calls of business knowledge models are in each other. */
  callDepth: number;
}

/**
 * Where logic is evaluated: what its expressions see, and the decision or business knowledge model it belongs
 * to.
 */
export interface LogicScope {
  readonly evaluation: Evaluation;
  /** Values with their FEEL types; functions among them can be called. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly owner: {
    readonly id: string;
    readonly name: string;
    readonly logic?: DecisionLogic;
  };
}

/** The further variables of a scope hide those that are there. */
export const withVariables = (
  scope: LogicScope,
  variables: Readonly<Record<string, unknown>>,
): LogicScope => ({
  ...scope,
  variables: { ...scope.variables, ...variables },
});

/** Evaluated decisions that are reported; of more, those that come later are not. */
const MAX_EVALUATED = 10_000;

const TYPES: Readonly<Record<DecisionLogic['kind'], DecisionType>> = {
  decisionTable: 'DECISION_TABLE',
  literalExpression: 'LITERAL_EXPRESSION',
  context: 'CONTEXT',
  list: 'LIST',
  relation: 'RELATION',
  invocation: 'INVOCATION',
  function: 'UNKNOWN',
};

/** Notes the result of the logic of a whole decision or business knowledge model. */
export function recordEvaluated(
  { evaluation: { evaluated }, owner }: LogicScope,
  logic: DecisionLogic,
  result: {
    readonly output: unknown;
    readonly inputs?: readonly EvaluatedInput[];
    readonly matchedRules?: readonly MatchedRule[];
  },
): void {
  if (evaluated.length >= MAX_EVALUATED) return;
  evaluated.push({
    decisionId: owner.id,
    decisionName: owner.name,
    decisionType: TYPES[logic.kind],
    output: result.output,
    inputs: result.inputs ?? [],
    matchedRules: result.matchedRules ?? [],
  });
}
