import { ConnectorError, isJsonObject, stringifyJson } from '@jobwright/connector-sdk';
import { FeelError } from '@jobwright/feel';
import { pickReferenced } from './pick-referenced.ts';
import type { ReservedHeaders } from './reserved-headers.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What the job adds to the process: the result variable, overridden by what the result expression gives. The expression
 * sees the fields of the response at the root, and the whole as `response`.
 * @throws ConnectorError `RESULT_EXPRESSION_FAILED`
 */
export function mapResult(response: unknown, headers: ReservedHeaders): Variables {
  const variables: Record<string, unknown> = {};
  if (headers.resultVariable !== undefined) variables[headers.resultVariable] = response ?? null;
  if (headers.resultExpression === undefined) return variables;
  return { ...variables, ...evaluateResult(response, headers.resultExpression) };
}

function evaluateResult(
  response: unknown,
  expression: NonNullable<ReservedHeaders['resultExpression']>,
): Variables {
  const value = evaluate(response, expression);
  if (value === null || value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw failed(`it must give a context, e.g. {status: response.status}, but gave ${typeName(value)}`);
}

function evaluate(response: unknown, expression: NonNullable<ReservedHeaders['resultExpression']>): unknown {
  try {
    const fields = isJsonObject(response) ? response : {};
    return expression.evaluate(pickReferenced(expression, { fields, named: { response: response ?? null } }));
  } catch (error) {
    if (error instanceof FeelError) throw failed(error.message, error);
    throw error;
  }
}

const failed = (reason: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code: 'RESULT_EXPRESSION_FAILED', message: `Result expression: ${reason}`, cause });

const typeName = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);

/** The engine takes no more than this with a job, in bytes of JSON. */
const MAX_OUTPUT_BYTES = 1_572_864;
/** Camunda's marker of a function in an input: in a result it would run in a later task. */
const FORBIDDEN = 'camunda.function.type';

/**
 * The variables as the engine takes them.
 * @throws ConnectorError `OUTPUT_TOO_LARGE`, `OUTPUT_FORBIDDEN`
 */
export function toOutputText(variables: Variables): string {
  const text = stringifyJson(variables);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_OUTPUT_BYTES) {
    throw new ConnectorError({
      code: 'OUTPUT_TOO_LARGE',
      message: `The output variables have ${bytes} bytes, ${MAX_OUTPUT_BYTES} are allowed: take less with the result expression, or let the connector make a document`,
    });
  }
  if (text.includes(FORBIDDEN)) {
    throw new ConnectorError({
      code: 'OUTPUT_FORBIDDEN',
      message: `The output contains the forbidden text ${FORBIDDEN}`,
    });
  }
  return text;
}
