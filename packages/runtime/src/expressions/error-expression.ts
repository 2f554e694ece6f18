import { ConnectorError } from '@jobwright/connector-sdk';
import { type CompiledExpression, FeelError } from '@jobwright/feel';
import { evaluateExpression, type ExpressionHost } from './evaluate-expression.ts';
import { pickReferenced } from './pick-referenced.ts';
import { type ErrorVerdict, readVerdict } from './read-verdict.ts';

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
  const verdict = readVerdict(await evaluate(expression, pickReferenced(expression, seen), host));
  if (verdict.kind === 'wrong') throw failed(verdict.reason);
  return verdict;
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

const failed = (reason: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code: 'ERROR_EXPRESSION_FAILED', message: `Error expression: ${reason}`, cause });
