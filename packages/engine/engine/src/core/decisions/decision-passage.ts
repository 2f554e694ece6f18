import type { Key } from '../key.ts';
import type { DecisionResult } from './decision-result.ts';

/** A decision that was evaluated by itself. */
export interface DecisionEvaluation extends DecisionResult {
  /** Milliseconds since 1970, by the engine's clock. */
  readonly evaluatedAt: number;
}

/**
 * A decision that a business rule task evaluated. Of its steps the last 100 are kept, of each step the first
 * 100 rules.
 */
export interface DecisionPassage extends DecisionEvaluation {
  readonly elementId: string;
  readonly elementInstanceKey: Key;
}
