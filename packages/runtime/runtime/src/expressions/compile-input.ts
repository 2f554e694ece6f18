import { InputError } from '@jobwright/connector-sdk';
import { compile, FeelError } from '@jobwright/feel';
import type { JsonValue } from '@jobwright/json';
import { evaluateExpression, type ExpressionHost, inlineLimits } from './evaluate-expression.ts';
import { defaultExpressionSettings, type ExpressionSettings, toFeelOptions } from './expression-settings.ts';

/** FEEL of an input that the runtime evaluates, where an engine does not. */
export interface InputExpression {
  /** The names of the variables that it may read. */
  readonly references: readonly string[];
  /**
   * What takes long is evaluated in a thread of its own, within the limits of FEEL.
   * @throws InputError that names the input
   */
  evaluate(context: Readonly<Record<string, unknown>>, host: ExpressionHost): Promise<JsonValue>;
}

/** Compiling more takes longer than the rest of a job. */
const MAX_EXPRESSION_CHARACTERS = 10_000;

/**
 * Compiles FEEL, with its leading `=`. `path` is the input for messages, such as `authentication.token`.
 * @throws InputError that names the input
 */
export function compileInput(
  text: string,
  {
    path,
    settings = defaultExpressionSettings,
  }: { readonly path: string; readonly settings?: ExpressionSettings },
): InputExpression {
  const inputError = (message: string, cause?: unknown): InputError =>
    new InputError([{ path, message }], { cause });
  if (text.length > MAX_EXPRESSION_CHARACTERS)
    throw inputError('An expression has at most 10,000 characters');
  const failed = (error: unknown): unknown =>
    error instanceof FeelError ? inputError(error.message, error) : error;
  try {
    const compiled = compile(text, { ...toFeelOptions(settings), limits: inlineLimits });
    return {
      references: compiled.references.map(({ name }) => name),
      async evaluate(context, host) {
        try {
          return asJson(await evaluateExpression(compiled, context, host));
        } catch (error) {
          throw failed(error);
        }
      },
    };
  } catch (error) {
    throw failed(error);
  }
}

// FEEL gives plain JSON by its contract; the guard states it to the type checker without a walk.
const isJson = (value: unknown): value is JsonValue => value !== undefined;
const asJson = (value: unknown): JsonValue => (isJson(value) ? value : null);
