import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import { z } from 'zod';
import type { EngineCall } from './call-engine.ts';

const pollMs = 50;
const endMs = 60_000;

export interface TypedVariable {
  readonly type: string;
  readonly value: unknown;
  readonly valueInfo?: Readonly<Record<string, unknown>>;
}

export interface InstanceToStart {
  /** Of the process in its model. */
  readonly processId: string;
  readonly variables?: Readonly<Record<string, TypedVariable>>;
  readonly businessKey?: string;
  readonly tenantId?: string;
}

/** Gives the id of the instance. */
export async function startInstance(call: EngineCall, instance: InstanceToStart): Promise<string> {
  const { processId, variables = {}, businessKey, tenantId } = instance;
  const tenant = tenantId === undefined ? '' : `/tenant-id/${tenantId}`;
  const json = { variables, ...(businessKey !== undefined && { businessKey }) };
  const started = z.object({ id: z.string() });
  const path = `/process-definition/key/${processId}${tenant}/start`;
  return (await call(started, path, { method: 'POST', json })).id;
}

const historicInstance = z.object({ state: z.string() });

/** Such as `ACTIVE`, `COMPLETED`, `EXTERNALLY_TERMINATED`. */
export async function readInstanceState(call: EngineCall, instanceId: string): Promise<string> {
  return (await call(historicInstance, `/history/process-instance/${instanceId}`)).state;
}

const historicVariable = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  value: z.unknown(),
  valueInfo: z.record(z.string(), z.unknown()),
  executionId: z.string().nullable(),
});

type HistoricVariable = z.output<typeof historicVariable>;

/** The variables of an instance, without those of its elements; values are as they are stored. */
export async function readInstanceVariables(
  call: EngineCall,
  instanceId: string,
): Promise<Readonly<Record<string, TypedVariable>>> {
  const found = await listVariables(call, instanceId);
  return Object.fromEntries(
    found.map(({ name, type, value, valueInfo }) => [name, { type, value, valueInfo }]),
  );
}

/** The values of the variables of an instance; those of JSON and of objects are read. */
export async function readInstanceValues(call: EngineCall, instanceId: string): Promise<JsonObject> {
  const found = await listVariables(call, instanceId);
  const entries = await Promise.all(
    found.map(async (variable) => [variable.name, await readValue(call, variable)] as const),
  );
  const values: unknown = Object.fromEntries(entries);
  if (!isJsonObject(values)) throw new Error('The variables are not JSON.');
  return values;
}

async function readValue(
  call: EngineCall,
  { id, type, value, valueInfo }: HistoricVariable,
): Promise<unknown> {
  const isJson = type === 'Json' || valueInfo['serializationDataFormat'] === 'application/json';
  if (isJson && typeof value === 'string') return parseJson(value);
  if (type !== 'Object') return value;
  return (await call(historicVariable, `/history/variable-instance/${id}`)).value;
}

async function listVariables(call: EngineCall, instanceId: string): Promise<readonly HistoricVariable[]> {
  const query = `processInstanceId=${instanceId}&deserializeValues=false`;
  const found = await call(z.array(historicVariable), `/history/variable-instance?${query}`);
  return found.filter(({ executionId }) => executionId === instanceId);
}

/**
 * Starts an instance and waits until it has completed. Gives its id.
 * @throws Error when it has an incident, was cancelled, or takes longer than a minute
 */
export async function runInstance(call: EngineCall, instance: InstanceToStart): Promise<string> {
  const instanceId = await startInstance(call, instance);
  await waitForCompletion(call, instanceId);
  return instanceId;
}

async function waitForCompletion(call: EngineCall, instanceId: string): Promise<void> {
  const deadline = performance.now() + endMs;
  for (;;) {
    const state = await readInstanceState(call, instanceId);
    if (state === 'COMPLETED') return;
    const incidents = await readIncidents(call, instanceId);
    if (incidents.length > 0) throw new Error(incidents.map(({ message }) => message).join('\n'));
    if (state !== 'ACTIVE' || performance.now() > deadline)
      throw new Error(`Instance ${instanceId} is ${state}.`);
    await sleep(pollMs);
  }
}

const incidents = z.array(
  z
    .object({
      incidentType: z.string(),
      incidentMessage: z.string().nullable(),
      activityId: z.string().nullable(),
      configuration: z.string().nullable(),
    })
    .transform(({ incidentType, incidentMessage, activityId, configuration }) => ({
      type: incidentType,
      message: incidentMessage ?? '',
      activityId,
      /** Of an external task: its id. */
      configuration,
    })),
);

export type EngineIncident = z.output<typeof incidents>[number];

export function readIncidents(call: EngineCall, instanceId: string): Promise<readonly EngineIncident[]> {
  return call(incidents, `/incident?processInstanceId=${instanceId}`);
}
