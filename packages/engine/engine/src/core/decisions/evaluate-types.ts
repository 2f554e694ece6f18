import type { JsonObject } from '@jobwright/json';
import type { Key } from '../key.ts';

/** Evaluates a decision by itself, without a process. */
export interface EvaluateDecisionCommand {
  /** One of the two: an id, of which the latest version is evaluated, or the key of a version. */
  readonly decisionId?: string;
  readonly decisionKey?: Key;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
}
