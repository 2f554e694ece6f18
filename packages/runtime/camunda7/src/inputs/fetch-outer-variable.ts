import { encodePathSegment } from '@jobwright/http-client';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { z } from 'zod';
import { fileReference } from '../documents/file-reference.ts';
import type { EngineRequests } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { readVariable } from '../variables/read-variable.ts';
import { fetchValue, type VariableFetch } from './fetch-value.ts';

type TaskScope = Pick<ExternalTask, 'processInstanceId' | 'activityInstanceId'>;

const instance = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullish(),
  executionId: z.string(),
  activityInstanceId: z.string(),
});
type VariableInstance = z.output<typeof instance>;

/**
 * The value of a variable that an input parameter of the same name hides from its task: that of the nearest
 * scope around the task. `undefined` where there is none.
 * @throws ConnectorError `VARIABLE_UNREADABLE`, RetryableError `VARIABLE_UNAVAILABLE`
 */
export async function fetchOuterVariable(
  engine: EngineRequests,
  task: TaskScope,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<JsonValue | undefined> {
  const fetch: VariableFetch = { name, signal };
  const query = new URLSearchParams({
    processInstanceIdIn: task.processInstanceId,
    variableName: name,
    deserializeValues: 'false',
  });
  const answer = await fetchValue(engine, `/variable-instance?${query.toString()}`, fetch);
  const candidates = (isJsonList(answer) ? answer : []).flatMap((found) => {
    const { data } = instance.safeParse(found);
    if (data === undefined || !isJsonObject(found) || data.activityInstanceId === task.activityInstanceId)
      return [];
    return [{ data, found }];
  });
  const isOfInstance = ({ data }: { readonly data: VariableInstance }): boolean =>
    data.activityInstanceId === task.processInstanceId;
  if (candidates.length === 0) return undefined;
  const scopes = candidates.every(isOfInstance)
    ? [task.processInstanceId]
    : await fetchScopes(engine, task, fetch);
  for (const scope of scopes) {
    const nearest = candidates.find(({ data }) => data.activityInstanceId === scope);
    if (nearest !== undefined) return readInstance(engine, nearest, { ...fetch, ...task });
  }
  return undefined;
}

async function readInstance(
  engine: EngineRequests,
  { data, found }: { readonly data: VariableInstance; readonly found: JsonObject },
  fetch: VariableFetch & TaskScope,
): Promise<JsonValue> {
  const { value = null, valueInfo } = found;
  const read = readVariable({
    type: data.type ?? 'Null',
    value,
    ...(isJsonObject(valueInfo) && { valueInfo }),
  });
  switch (read.kind) {
    case 'value':
      return read.value;
    case 'file':
      return fileReference({ ...fetch, executionId: data.executionId }, { ...read, name: data.name });
    case 'unread': {
      const path = `/variable-instance/${encodePathSegment(data.id, 'variable')}?deserializeValue=true`;
      const answer = await fetchValue(engine, path, { ...fetch, className: read.className });
      return isJsonObject(answer) ? (answer['value'] ?? null) : null;
    }
  }
}

/** The ids of the activities around a task, the nearest first, and last that of the process instance. */
async function fetchScopes(
  engine: EngineRequests,
  { processInstanceId, activityInstanceId }: TaskScope,
  fetch: VariableFetch,
): Promise<readonly string[]> {
  const path = `/process-instance/${encodePathSegment(processInstanceId, 'processInstanceId')}/activity-instances`;
  const root = await fetchValue(engine, path, fetch);
  const parents = new Map<string, string>();
  const open: JsonValue[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isJsonObject(node)) continue;
    const { id, parentActivityInstanceId: parent, childActivityInstances: children } = node;
    if (typeof id === 'string' && typeof parent === 'string') parents.set(id, parent);
    if (isJsonList(children)) open.push(...children);
  }
  const scopes: string[] = [];
  let scope = parents.get(activityInstanceId);
  while (scope !== undefined && !scopes.includes(scope)) {
    scopes.push(scope);
    scope = parents.get(scope);
  }
  return scopes;
}
