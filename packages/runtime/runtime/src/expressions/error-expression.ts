import { ConnectorError } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import type { CompiledExpression } from '@jobwright/feel';
import { type DocumentHost, evaluateWithDocuments } from './evaluate-with-documents.ts';
import { pickReferenced } from './pick-referenced.ts';
import { type ErrorVerdict, readVerdict } from './read-verdict.ts';

const NAMES = { name: 'Error expression', code: 'ERROR_EXPRESSION_FAILED' } as const;

/**
 * Evaluates the error expression. It returns the result of one of the functions `bpmnError`, `jobError`,
 * `ignoreError`, or a context of the same shape; null and an empty context mean no error.
 * @throws ConnectorError `ERROR_EXPRESSION_FAILED`, and what a store of documents throws
 */
export async function evaluateErrorExpression(
  expression: CompiledExpression | undefined,
  seen: Parameters<typeof pickReferenced>[1],
  host: DocumentHost,
): Promise<ErrorVerdict> {
  if (expression === undefined) return { kind: 'none' };
  const context = pickReferenced(expression, seen);
  const { value, storeDocuments } = await evaluateWithDocuments(expression, context, { ...NAMES, host });
  const verdict = readVerdict(value);
  switch (verdict.kind) {
    case 'wrong':
      throw new ConnectorError({ code: NAMES.code, message: `${NAMES.name}: ${verdict.reason}` });
    case 'none':
      return verdict;
    default: {
      const variables = await storeDocuments(verdict.variables);
      return isJsonObject(variables) ? { ...verdict, variables } : verdict;
    }
  }
}
