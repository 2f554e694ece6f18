import type { Connector } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** Examples for the expressions of a task, of what the connector really gives and fails with. */
export interface ExpressionHints {
  /** E.g. `{status: response.status}`. */
  readonly result: string;
  /** E.g. `if error.code = "404" then bpmnError("404", "Not found") else null`. */
  readonly error: string;
}

/** What every connector may fail with. */
const COMMON_CODE = 'INPUT_INVALID';

/**
 * The result names an output of the first operation, `status` where there is one; the error a code of the
 * connector's table, the one of `errorExample` or the first that is not retried.
 * @throws Error when `errorExample` is not in the table
 */
export function findExpressionHints(connector: Connector): ExpressionHints {
  const code = findErrorCode(connector);
  const outcome = code === '404' ? '"Not found"' : 'error.message';
  return {
    result: connector.template?.resultExpression?.replace(/^=\s*/, '') ?? exampleOfOutput(connector),
    error: `if error.code = "${code}" then bpmnError("${code}", ${outcome}) else null`,
  };
}

function exampleOfOutput({ operations }: Connector): string {
  const [first] = operations.values();
  const names = first?.output instanceof z.ZodObject ? Object.keys(first.output.shape) : [];
  const name = names.includes('status') ? 'status' : names[0];
  return name === undefined ? '{result: response}' : `{${name}: response.${name}}`;
}

function findErrorCode({ type, errors = {}, template }: Connector): string {
  const example = template?.errorExample;
  if (example === undefined) {
    const lasting = Object.entries(errors).find(
      ([code, { retry }]) => retry === false && !/^\dxx$/.test(code),
    );
    return lasting?.[0] ?? COMMON_CODE;
  }
  if (example in errors || `${example.charAt(0)}xx` in errors) return example;
  throw new Error(`Template of connector ${type}: errorExample ${example} is not in its error table`);
}
