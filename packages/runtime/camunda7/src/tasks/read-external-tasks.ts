import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { z } from 'zod';
import type { EngineVariable } from '../engine/engine-variable.ts';
import type { ExternalTask } from '../engine/external-task.ts';

const text = z.string().nullish();
const json = z.custom<JsonValue>();
const valueInfo = z.custom<JsonObject>(isJsonObject).nullish();
const variable = z
  .object({ type: z.string(), value: json.optional(), valueInfo })
  .transform(({ type, value = null, valueInfo: info }): EngineVariable => ({
    type,
    value,
    ...(info && { valueInfo: info }),
  }));
const externalTask = z
  .object({
    id: z.string(),
    topicName: z.string(),
    workerId: z.string(),
    processInstanceId: z.string(),
    processDefinitionId: z.string(),
    processDefinitionKey: z.string(),
    activityId: z.string(),
    activityInstanceId: z.string(),
    executionId: z.string(),
    retries: z.number().nullish(),
    priority: z.coerce.number().catch(0),
    tenantId: text,
    businessKey: text,
    extensionProperties: z.record(z.string(), z.string().nullable()).nullish(),
    variables: z.record(z.string(), variable),
  })
  .transform(({ retries, tenantId, businessKey, extensionProperties, ...task }): ExternalTask => ({
    ...task,
    retries: retries ?? undefined,
    tenantId: tenantId ?? undefined,
    businessKey: businessKey ?? undefined,
    extensionProperties: withoutNulls(extensionProperties ?? {}),
  }));
const externalTasks = z.array(externalTask);

const withoutNulls = (
  properties: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );

/** The tasks of an answer to fetch-and-lock, with every digit. Throws when it is something else. */
export const readExternalTasks = (answer: string): readonly ExternalTask[] =>
  externalTasks.parse(parseJson(answer));

const lockedTasks = z.array(z.object({ id: z.string() }));

/** The ids of the tasks of an answer to a query for external tasks. */
export const readTaskIds = (answer: string): readonly string[] =>
  lockedTasks.parse(JSON.parse(answer)).map(({ id }) => id);
