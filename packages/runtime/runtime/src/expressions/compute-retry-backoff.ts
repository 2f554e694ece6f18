import { ConnectorError } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { type CompiledExpression, FeelError } from '@jobwright/feel';
import { parseDurationMs } from './duration.ts';
import { evaluateExpression, type ExpressionHost } from './evaluate-expression.ts';
import { pickReferenced } from './pick-referenced.ts';

/** What the expression of a backoff sees. */
export interface BackoffFacts {
  readonly error: {
    readonly type: string;
    readonly code: string | null;
    readonly message: string;
    readonly variables: JsonObject;
  };
  /** The attempts that were left before this one failed, this one included. */
  readonly retries: number;
}

/**
 * The delay before the next attempt, in milliseconds, computed by the FEEL of the header `retryBackoff`.
 * @throws ConnectorError `RETRY_BACKOFF_FAILED`
 */
export async function computeRetryBackoff(
  expression: CompiledExpression,
  { error, retries }: BackoffFacts,
  host: ExpressionHost,
): Promise<number> {
  const named = { error, job: { retries } };
  const value = await evaluate(expression, pickReferenced(expression, { fields: {}, named }), host);
  const ms = typeof value === 'string' ? parseDurationMs(value) : undefined;
  if (ms !== undefined) return Math.max(ms, 0);
  throw failed(
    `it must give a duration of days and time, e.g. duration("PT30S"), but gave ${describeValue(value)}`,
  );
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
  new ConnectorError({ code: 'RETRY_BACKOFF_FAILED', message: `Header retryBackoff: ${reason}`, cause });

function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 100))}`;
  return Array.isArray(value) ? 'a list' : `a ${typeof value === 'object' ? 'context' : typeof value}`;
}
