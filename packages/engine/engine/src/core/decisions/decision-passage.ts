import type { Key } from '../key.ts';
import type { DecisionResult } from './decision-result.ts';

/** A decision that a business rule task evaluated. Of its steps the last 100 are kept, of each step the first 100 rules. */
export interface DecisionPassage extends DecisionResult {
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly evaluatedAt: number;
}
