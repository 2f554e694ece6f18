import { isJsonObject, parseJson } from '@jobwright/json';
import { compile, FeelError } from '@jobwright/feel';
import { pageFeel } from './page-feel.ts';

export interface PageTask {
  readonly expression: string;
  /** As JSON. */
  readonly context: string;
}

/**
 * Evaluates an expression on a page in a thread of its own, under the limits of FEEL; `undefined` if it
 * cannot be evaluated.
 */
export function work({ expression, context }: PageTask): { readonly value: unknown } | undefined {
  const seen = parseJson(context);
  try {
    return { value: compile(expression, pageFeel).evaluate(isJsonObject(seen) ? seen : {}) };
  } catch (error) {
    if (error instanceof FeelError) return undefined;
    throw error;
  }
}
