import type { DecisionType } from '@jobwright/dmn';
import type { JsonValue } from '@jobwright/json';
import type { Key } from '../key.ts';

/** What the evaluation of a decision gave. */
export interface DecisionResult {
  readonly evaluationKey: Key;
  readonly decisionKey: Key;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionVersion: number;
  readonly decisionRequirementsId: string;
  readonly decisionRequirementsKey: Key;
  readonly tenantId: string;
  /** Null if it failed. */
  readonly output: JsonValue;
  /** Absent if it did not fail. */
  readonly failure?: {
    /** The decision in which it failed: this one, or one that it requires. */
    readonly decisionId: string;
    readonly message: string;
  };
  /** In the order of their ends: what is required comes first. */
  readonly evaluatedDecisions: readonly DecisionStep[];
}

/** A decision that was evaluated for the result, or a business knowledge model that was called. */
export interface DecisionStep {
  /** `-1` for a business knowledge model. */
  readonly decisionKey: Key;
  readonly decisionId: string;
  readonly decisionName: string;
  /** -1 for a business knowledge model. */
  readonly decisionVersion: number;
  readonly decisionType: DecisionType;
  readonly output: JsonValue;
  readonly inputs: readonly DecisionInput[];
  readonly matchedRules: readonly DecisionRule[];
}

/** An input of a decision table. */
export interface DecisionInput {
  readonly inputId: string;
  readonly inputName: string;
  readonly value: JsonValue;
}

/** A rule of a decision table that matched. */
export interface DecisionRule {
  readonly ruleId: string;
  /** From 1. */
  readonly ruleIndex: number;
  readonly outputs: readonly {
    readonly outputId: string;
    readonly outputName: string;
    readonly value: JsonValue;
  }[];
}
