import { encodePathSegment } from '@jobwright/http-client';
import type {
  ClusterOperations,
  InstanceState,
  OperatedElement,
  OperatedInstance,
} from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { OperationCalls } from './operation-calls.ts';
import { readVariableValues, variableItem } from './variable-item.ts';

const instance = z
  .object({
    processInstanceKey: z.string(),
    processDefinitionId: z.string(),
    processDefinitionVersion: z.number().nullish(),
    state: z.string(),
    hasIncident: z.boolean().nullish(),
    startDate: z.string().nullish(),
    endDate: z.string().nullish(),
    tenantId: z.string().nullish(),
  })
  .transform((found): OperatedInstance => ({
    key: found.processInstanceKey,
    processId: found.processDefinitionId,
    version: found.processDefinitionVersion ?? undefined,
    state: readState(found.state),
    hasIncident: found.hasIncident ?? undefined,
    startedAt: found.startDate ?? undefined,
    endedAt: found.endDate ?? undefined,
    tenantId: found.tenantId ?? undefined,
  }));

const element = z
  .object({
    elementInstanceKey: z.string(),
    elementId: z.string(),
    type: z.string(),
    state: z.string(),
    startDate: z.string().nullish(),
    endDate: z.string().nullish(),
  })
  .transform((found): OperatedElement => ({
    key: found.elementInstanceKey,
    elementId: found.elementId,
    type: found.type,
    state: readState(found.state),
    startedAt: found.startDate ?? undefined,
    endedAt: found.endDate ?? undefined,
  }));

const started = z.object({
  processInstanceKey: z.string(),
  processDefinitionId: z.string(),
  processDefinitionVersion: z.number(),
});

const STATES: Readonly<Record<InstanceState, string>> = {
  active: 'ACTIVE',
  completed: 'COMPLETED',
  canceled: 'TERMINATED',
};
/** Elements say TERMINATED, instances CANCELED or TERMINATED. */
const readState = (state: string): InstanceState =>
  state === 'COMPLETED' ? 'completed' : state === 'ACTIVE' || state === 'SUSPENDED' ? 'active' : 'canceled';

const MAX_VARIABLES = 1_000;

type InstanceOperations = Pick<
  ClusterOperations,
  'startInstance' | 'cancelInstance' | 'listInstances' | 'findInstance' | 'listElements' | 'readVariables'
>;

/** Process instances over the REST API of Camunda 8.8 and later. */
export const createInstanceOperations = (calls: OperationCalls): InstanceOperations => ({
  async startInstance({ processId, version, variables, tenantId }, bounds) {
    const body = {
      processDefinitionId: processId,
      ...(version !== undefined && { processDefinitionVersion: version }),
      variables,
      ...(tenantId !== undefined && { tenantId }),
    };
    const answer = await calls.post('/v2/process-instances', { body, schema: started }, bounds);
    return {
      key: answer.processInstanceKey,
      processId: answer.processDefinitionId,
      version: answer.processDefinitionVersion,
    };
  },
  cancelInstance: (key, bounds) =>
    calls.change('POST', { path: `${pathOf(key)}/cancellation`, body: {} }, bounds),
  listInstances: ({ processId, state, hasIncident }, bounds) =>
    calls.search(
      {
        path: '/v2/process-instances/search',
        filter: {
          processDefinitionId: processId,
          state: state === undefined ? undefined : STATES[state],
          hasIncident,
        },
        sort: { field: 'startDate', order: 'DESC' },
        item: instance,
      },
      bounds,
    ),
  findInstance: (key, bounds) => calls.get(pathOf(key), instance, bounds),
  listElements: ({ key }, bounds) =>
    calls.search(
      {
        path: '/v2/element-instances/search',
        filter: { processInstanceKey: key },
        sort: { field: 'startDate', order: 'ASC' },
        item: element,
      },
      bounds,
    ),
  async readVariables({ key }, bounds) {
    const { items } = await calls.search(
      {
        path: '/v2/variables/search',
        filter: { processInstanceKey: key, scopeKey: key },
        sort: { field: 'name', order: 'ASC' },
        item: variableItem,
      },
      { ...bounds, limit: MAX_VARIABLES },
    );
    return readVariableValues(items);
  },
});

const pathOf = (key: string): string => `/v2/process-instances/${encodePathSegment(key, 'key')}`;
