import { encodePathSegment } from '@jobwright/http-client';
import type { JsonObject } from '@jobwright/json';
import type {
  CallBounds,
  ClusterOperations,
  InstanceFilter,
  InstanceState,
  OperatedElement,
  OperatedInstance,
} from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { FindEngineTypes } from '../variables/engine-types.ts';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import type { WrittenVariable } from '../variables/write-variable.ts';
import { readEngineTime, readItemValues, variableItem, writeGivenVariable } from './engine-values.ts';
import { noAnswer, type OperationCalls } from './operation-calls.ts';

const instanceItem = z
  .object({
    id: z.string(),
    processDefinitionKey: z.string(),
    processDefinitionVersion: z.number().nullish(),
    state: z.string(),
    startTime: z.string().nullish(),
    endTime: z.string().nullish(),
    tenantId: z.string().nullish(),
  })
  .transform((found): OperatedInstance => ({
    key: found.id,
    processId: found.processDefinitionKey,
    version: found.processDefinitionVersion ?? undefined,
    state: readState(found.state),
    hasIncident: undefined,
    startedAt: timeOf(found.startTime),
    endedAt: timeOf(found.endTime),
    tenantId: found.tenantId ?? undefined,
  }));

const elementItem = z
  .object({
    id: z.string(),
    activityId: z.string(),
    activityType: z.string(),
    startTime: z.string().nullish(),
    endTime: z.string().nullish(),
    canceled: z.boolean().nullish(),
  })
  .transform((found): OperatedElement => ({
    key: found.id,
    elementId: found.activityId,
    type: found.activityType,
    state: found.canceled === true ? 'canceled' : found.endTime ? 'completed' : 'active',
    startedAt: timeOf(found.startTime),
    endedAt: timeOf(found.endTime),
  }));

const started = z.object({ id: z.string() });

const timeOf = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined ? undefined : readEngineTime(text);

const readState = (state: string): InstanceState =>
  state === 'COMPLETED' ? 'completed' : state.endsWith('TERMINATED') ? 'canceled' : 'active';

const MAX_VARIABLES = 1_000;

interface InstanceParts {
  readonly calls: OperationCalls;
  readonly findTypes: FindEngineTypes;
}

type InstanceOperations = Pick<
  ClusterOperations,
  'startInstance' | 'cancelInstance' | 'listInstances' | 'findInstance' | 'listElements' | 'readVariables'
>;

/** Process instances of an engine of Camunda 7 or Operaton, as its history has them (level `activity`). */
export const createInstanceOperations = ({ calls, findTypes }: InstanceParts): InstanceOperations => ({
  async startInstance({ processId, version, variables, tenantId }, bounds) {
    if (version !== undefined)
      throw new ClusterCallError('refused', 'Camunda 7 starts the latest version of a process by its id');
    const types = await findTypes(bounds);
    const typed: Record<string, WrittenVariable> = {};
    for (const [name, value] of Object.entries(variables))
      typed[name] = writeGivenVariable(name, value, { types, known: undefined });
    const tenant = tenantId === undefined ? '' : `/tenant-id/${encodePathSegment(tenantId, 'tenant')}`;
    const path = `/process-definition/key/${encodePathSegment(processId, 'process')}${tenant}/start`;
    const body = { variables: typed };
    const { id } = await calls.send({ method: 'POST', path, body, schema: started }, bounds);
    return { key: id, processId, version: undefined };
  },
  cancelInstance: (key, bounds) =>
    calls.send(
      { method: 'DELETE', path: `/process-instance/${encodePathSegment(key, 'key')}`, schema: noAnswer },
      bounds,
    ),
  listInstances: (filter, bounds) =>
    calls.list(
      { path: '/history/process-instance', query: instanceQuery(filter), schema: instanceItem },
      bounds,
    ),
  async findInstance(key, bounds) {
    const path = `/history/process-instance/${encodePathSegment(key, 'key')}`;
    return calls.get({ path, schema: instanceItem }, bounds);
  },
  listElements: ({ key }, bounds) =>
    calls.list(
      {
        path: '/history/activity-instance',
        query: { processInstanceId: key, sortBy: 'occurrence', sortOrder: 'asc' },
        schema: elementItem,
      },
      bounds,
    ),
  readVariables: (instance, bounds) => readVariables(calls, instance, bounds),
});

const instanceQuery = ({ processId, state, hasIncident }: InstanceFilter) => ({
  processDefinitionKey: processId,
  ...(state === 'active' && { unfinished: true }),
  ...(state === 'completed' && { completed: true }),
  ...(state === 'canceled' && { finished: true, externallyTerminated: true }),
  withIncidents: hasIncident,
  sortBy: 'startTime',
  sortOrder: 'desc',
});

async function readVariables(
  calls: OperationCalls,
  { key, state }: OperatedInstance,
  bounds: CallBounds,
): Promise<JsonObject> {
  const path = state === 'active' ? '/variable-instance' : '/history/variable-instance';
  const name = state === 'active' ? 'processInstanceIdIn' : 'processInstanceId';
  const query = { [name]: key, activityInstanceIdIn: key, deserializeValues: false };
  const { items } = await calls.list(
    { path, query, schema: variableItem },
    { ...bounds, limit: MAX_VARIABLES },
  );
  return readItemValues(items);
}
