import { ConnectorError, isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { type CompiledExpression, FeelError } from '@jobwright/feel';
import { parseDurationMs } from './duration.ts';
import { readNumber } from './parameter-schemas.ts';
import { evaluateExpression, type ExpressionHost } from './evaluate-expression.ts';
import { pickReferenced } from './pick-referenced.ts';

/** What the model's error expression makes of a job; `none` leaves it as it was. */
export type ErrorVerdict =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'bpmnError';
      readonly code: string;
      readonly message: string;
      readonly variables: JsonObject;
    }
  | {
      readonly kind: 'jobError';
      readonly message: string;
      readonly retries: number;
      /** Milliseconds; `undefined` where the expression does not say. */
      readonly retryBackoffMs: number | undefined;
      readonly variables: JsonObject;
    }
  | { readonly kind: 'ignoreError'; readonly variables: JsonObject };

/**
 * Asks the error expression about what it may see. It gives the answer of one of the functions `bpmnError`, `jobError`, `ignoreError`, or a context of
 * the same shape; null and an empty context mean no error.
 * @throws ConnectorError `ERROR_EXPRESSION_FAILED`
 */
export async function askErrorExpression(
  expression: CompiledExpression | undefined,
  seen: Parameters<typeof pickReferenced>[1],
  host: ExpressionHost,
): Promise<ErrorVerdict> {
  if (expression === undefined) return { kind: 'none' };
  const value = await evaluate(expression, pickReferenced(expression, seen), host);
  if (value === null || value === undefined) return { kind: 'none' };
  if (!isJsonObject(value))
    throw failed('it must give bpmnError(...), jobError(...), ignoreError(...) or null');
  const variables = isJsonObject(value.variables) ? value.variables : {};
  switch (value.errorType) {
    case 'bpmnError':
      if (typeof value.errorCode !== 'string' || value.errorCode === '') return { kind: 'none' };
      return { kind: 'bpmnError', code: value.errorCode, message: toText(value.errorMessage), variables };
    case 'jobError':
      return {
        kind: 'jobError',
        message: toText(value.errorMessage),
        retries: readNumber(value.retries) ?? 0,
        retryBackoffMs: parseDurationMs(toText(value.retryBackoff)),
        variables,
      };
    case 'ignoreError':
      return { kind: 'ignoreError', variables };
    default:
      return { kind: 'none' };
  }
}

async function evaluate(
  expression: CompiledExpression,
  context: Readonly<Record<string, unknown>>,
  host: ExpressionHost,
): Promise<unknown> {
  try {
    return await evaluateExpression(expression, context, host);
  } catch (error) {
    if (error instanceof FeelError) throw failed(error.message, error);
    throw error;
  }
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : '');

const failed = (reason: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code: 'ERROR_EXPRESSION_FAILED', message: `Error expression: ${reason}`, cause });
