import { isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { runConnector, type RunOptions } from '@jobwright/connector-testing';
import { httpRest } from '../connector.ts';

/** Runs a job that must complete; returns the response. */
export async function call(variables: JsonObject, options?: RunOptions): Promise<JsonObject> {
  const { outcome } = await runConnector(httpRest, variables, options);
  const result = outcome.kind === 'complete' ? outcome.variables['result'] : undefined;
  if (!isJsonObject(result)) throw new Error(`Expected completion, got ${JSON.stringify(outcome)}`);
  return result;
}

/** Runs a job that must fail; returns its error, retries and backoff. */
export async function callFailing(variables: JsonObject, options?: RunOptions) {
  const { outcome, logLines } = await runConnector(httpRest, variables, options);
  const error = outcome.kind === 'fail' ? outcome.variables['error'] : undefined;
  if (outcome.kind !== 'fail' || !isJsonObject(error) || typeof error['message'] !== 'string') {
    throw new Error(`Expected a failure, got ${JSON.stringify(outcome)}`);
  }
  const { retries, retryBackoffMs, errorMessage } = outcome;
  return {
    code: error['code'],
    message: error['message'],
    variables: error['variables'],
    retries,
    retryBackoffMs,
    errorMessage,
    logLines,
  };
}
