import { customerData } from '@jobwright/connector-customer-data';
import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/json';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { onTestFinished } from 'vitest';
import type { SqlTarget } from './sql-target.ts';

export type RunOperation = (operation: string, input: JsonObject) => Promise<JsonObject>;

/**
 * The connector as a runtime runs it, for one test: what it answers, a failure as
 * `{ code, message, variables }`.
 */
export function openOperations(target: SqlTarget, table: string): RunOperation {
  const harness = createConnectorHarness(customerData, { secrets: { URL: target.url } });
  onTestFinished(() => harness.close());
  return async (operation, input) => {
    const { outcome } = await harness.run(
      { backend: target.backend, connection: { url: '{{secrets.URL}}' }, table, ...input },
      { headers: { operation, resultVariable: 'result' } },
    );
    const answer = outcome.kind === 'complete' ? outcome.variables['result'] : outcome.variables['error'];
    if (!isJsonObject(answer)) throw new Error(stringifyJson(outcome));
    return answer;
  };
}
