import { isJsonObject, parseJson } from '@jobwright/connector-sdk';
import { compile, FeelError } from '@jobwright/feel';
import { expressionFunctions } from './expression-functions.ts';

export interface EvaluationTask {
  readonly expression: string;
  /** As JSON. */
  readonly context: string;
}

export type Evaluation =
  { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'failed'; readonly message: string };

/** Evaluates an expression in a thread of its own, under the limits of FEEL. */
export function work({ expression, context }: EvaluationTask): Evaluation {
  const seen = parseJson(context);
  try {
    const compiled = compile(expression, { functions: expressionFunctions });
    return { kind: 'value', value: compiled.evaluate(isJsonObject(seen) ? seen : {}) };
  } catch (error) {
    if (error instanceof FeelError) return { kind: 'failed', message: error.message };
    throw error;
  }
}
