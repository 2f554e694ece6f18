import { encodePathSegment } from '@jobwright/http-client';
import { isJsonObject, type JsonValue } from '@jobwright/json';
import type { EngineRequests } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { fetchValue, type VariableFetch } from './fetch-value.ts';

/**
 * Has the engine turn a variable that a task sees into JSON.
 * @throws ConnectorError `VARIABLE_UNREADABLE`, RetryableError `VARIABLE_UNAVAILABLE`
 */
export async function fetchVariable(
  engine: EngineRequests,
  { executionId }: Pick<ExternalTask, 'executionId'>,
  fetch: VariableFetch,
): Promise<JsonValue> {
  // Of any execution the engine also gives the variables of the scopes around it here.
  const id = encodePathSegment(executionId, 'executionId');
  const name = encodePathSegment(fetch.name, 'variable');
  const path = `/process-instance/${id}/variables/${name}?deserializeValue=true`;
  const answer = await fetchValue(engine, path, fetch);
  return isJsonObject(answer) ? (answer['value'] ?? null) : null;
}
