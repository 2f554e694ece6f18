import type { JsonObject, JsonValue } from '@jobwright/json';
import type { Key } from './key.ts';

/** An expression to evaluate by itself. */
export interface EvaluateExpressionCommand {
  /** With its leading `=`. */
  readonly expression: string;
  readonly tenantId: string;
  /** A running process or element instance whose variables it sees. */
  readonly scopeKey?: Key;
  /** They hide those of the scope. */
  readonly variables: JsonObject;
}

/** The value of an expression. */
export interface EvaluatedExpression {
  readonly value: JsonValue;
  /** Why it is null, or has nulls in it. */
  readonly warnings: readonly string[];
  /** The secrets that it names. */
  readonly secretNames: readonly string[];
}
