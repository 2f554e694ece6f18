import { isJsonObject, parseJson } from '@jobwright/json';
import { compile, FeelError, type FeelVersion } from '@jobwright/feel';
import { withMark } from './document-marks.ts';
import { toFeelOptions } from './expression-settings.ts';
import { isLongerJson } from './is-longer-json.ts';

export interface EvaluationTask {
  readonly expression: string;
  /** As JSON. */
  readonly context: string;
  readonly version: FeelVersion;
  /** The time that `now` returns, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly timeZone?: string;
  /** The most characters of the JSON of its value. A longer one is of no use, and is not copied. */
  readonly maxCharacters: number;
  /** The mark of the documents that it creates; `undefined`: it may not. */
  readonly mark: string | undefined;
}

export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'failed'; readonly message: string };

/** Evaluates an expression in a thread of its own, under the limits of FEEL. */
export function work({ expression, context, maxCharacters, mark, ...settings }: EvaluationTask): Evaluation {
  const seen = parseJson(context);
  const { version, nowMs, timeZone } = settings;
  const clock = { now: () => nowMs, ...(timeZone !== undefined && { timeZone }) };
  try {
    const compiled = compile(expression, toFeelOptions({ version, clock }));
    const value = withMark(mark, () => compiled.evaluate(isJsonObject(seen) ? seen : {}));
    return isLongerJson(value, maxCharacters) ? { kind: 'tooLarge' } : { kind: 'value', value };
  } catch (error) {
    if (error instanceof FeelError) return { kind: 'failed', message: error.message };
    throw error;
  }
}
