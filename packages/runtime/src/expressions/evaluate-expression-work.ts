import { isJsonObject, parseJson } from '@jobwright/connector-sdk';
import { compile, FeelError } from '@jobwright/feel';
import { expressionFunctions } from './expression-functions.ts';
import { isLongerJson } from './is-longer-json.ts';

export interface EvaluationTask {
  readonly expression: string;
  /** As JSON. */
  readonly context: string;
  /** Of the JSON of its value; a longer one is of no use to anybody, and is not copied. */
  readonly maxCharacters: number;
}

export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'failed'; readonly message: string };

/** Evaluates an expression in a thread of its own, under the limits of FEEL. */
export function work({ expression, context, maxCharacters }: EvaluationTask): Evaluation {
  const seen = parseJson(context);
  try {
    const compiled = compile(expression, { functions: expressionFunctions });
    const value = compiled.evaluate(isJsonObject(seen) ? seen : {});
    return isLongerJson(value, maxCharacters) ? { kind: 'tooLarge' } : { kind: 'value', value };
  } catch (error) {
    if (error instanceof FeelError) return { kind: 'failed', message: error.message };
    throw error;
  }
}
