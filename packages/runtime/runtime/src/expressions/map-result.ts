import { ConnectorError } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import { type DocumentHost, evaluateWithDocuments } from './evaluate-with-documents.ts';
import { pickReferenced } from './pick-referenced.ts';
import type { ReservedHeaders } from './reserved-headers.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables that the job adds to the process: the result variable, overridden by the entries of the
 * result expression. The expression sees the fields of the response at the root, and all of it as `response`.
 * @throws ConnectorError `RESULT_EXPRESSION_FAILED`, and what a store of documents throws
 */
export async function mapResult(
  response: unknown,
  headers: ReservedHeaders,
  host: DocumentHost,
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
  host: DocumentHost,
): Promise<Variables> {
  const fields = isJsonObject(response) ? response : {};
  const seen = pickReferenced(expression, { fields, named: { response: response ?? null } });
  const { value, storeDocuments } = await evaluateWithDocuments(expression, seen, { ...NAMES, host });
  if (value === null || value === undefined) return {};
  if (!isJsonObject(value)) {
    throw failed(`it must give a context, e.g. {status: response.status}, but gave ${typeName(value)}`);
  }
  const variables = await storeDocuments(value);
  return isJsonObject(variables) ? variables : {};
}

const NAMES = { name: 'Result expression', code: 'RESULT_EXPRESSION_FAILED' } as const;

const failed = (reason: string): ConnectorError =>
  new ConnectorError({ code: NAMES.code, message: `${NAMES.name}: ${reason}` });

const typeName = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);
