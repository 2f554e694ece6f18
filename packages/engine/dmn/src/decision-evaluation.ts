/** The result of evaluating a decision, with every decision that was evaluated for it. */
export type DecisionEvaluation = {
  /** In the order in which they ended: those that are required come first. */
  readonly evaluatedDecisions: readonly EvaluatedDecision[];
} & (
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      /** The decision in which the failure happened. */
      readonly failedDecisionId: string;
      readonly failureMessage: string;
    }
);

/** How the result of a decision came about. */
export type DecisionType =
  'DECISION_TABLE' | 'LITERAL_EXPRESSION' | 'CONTEXT' | 'LIST' | 'RELATION' | 'INVOCATION' | 'UNKNOWN';

/** A decision, or a business knowledge model that was called. All values are plain JSON. */
export interface EvaluatedDecision {
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionType: DecisionType;
  /** Null if it failed. */
  readonly output: unknown;
  /** The inputs of a decision table. */
  readonly inputs: readonly EvaluatedInput[];
  /** The rules of a decision table that matched; of the hit policy `FIRST` the first one. */
  readonly matchedRules: readonly MatchedRule[];
}

/** An input of a decision table. */
export interface EvaluatedInput {
  readonly inputId: string;
  /** Its label, else the first 30 characters of its expression. */
  readonly inputName: string;
  readonly value: unknown;
}

/** A rule of a decision table that matched. */
export interface MatchedRule {
  /** Empty if the rule has none. */
  readonly ruleId: string;
  /** From 1. */
  readonly ruleIndex: number;
  readonly outputs: readonly EvaluatedOutput[];
}

/** An output of a rule. */
export interface EvaluatedOutput {
  readonly outputId: string;
  /** Its label, else its name. */
  readonly outputName: string;
  readonly value: unknown;
}
