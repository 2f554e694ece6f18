import { ConnectorError, isJsonObject } from '@jobwright/connector-sdk';
import { FeelError } from '@jobwright/feel';
import { evaluateExpression, type ExpressionHost } from './evaluate-expression.ts';
import { pickReferenced } from './pick-referenced.ts';
import type { ReservedHeaders } from './reserved-headers.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What the job adds to the process: the result variable, overridden by what the result expression gives. The expression
 * sees the fields of the response at the root, and the whole as `response`.
 * @throws ConnectorError `RESULT_EXPRESSION_FAILED`
 */
export async function mapResult(
  response: unknown,
  headers: ReservedHeaders,
  host: ExpressionHost,
): Promise<Variables> {
  const variables =
    headers.resultVariable === undefined
      ? {}
      : // A literal with a computed key takes `__proto__` for a name like any other.
        { [headers.resultVariable]: response ?? null };
  if (headers.resultExpression === undefined) return variables;
  return { ...variables, ...(await evaluateResult(response, headers.resultExpression, host)) };
}

async function evaluateResult(
  response: unknown,
  expression: NonNullable<ReservedHeaders['resultExpression']>,
  host: ExpressionHost,
): Promise<Variables> {
  const value = await evaluate(response, expression, host);
  if (value === null || value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw failed(`it must give a context, e.g. {status: response.status}, but gave ${typeName(value)}`);
}

async function evaluate(
  response: unknown,
  expression: NonNullable<ReservedHeaders['resultExpression']>,
  host: ExpressionHost,
): Promise<unknown> {
  try {
    const fields = isJsonObject(response) ? response : {};
    const seen = pickReferenced(expression, { fields, named: { response: response ?? null } });
    return await evaluateExpression(expression, seen, host);
  } catch (error) {
    if (error instanceof FeelError) throw failed(error.message, error);
    throw error;
  }
}

const failed = (reason: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code: 'RESULT_EXPRESSION_FAILED', message: `Result expression: ${reason}`, cause });

const typeName = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);
