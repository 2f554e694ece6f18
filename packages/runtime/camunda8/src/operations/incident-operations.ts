import { encodePathSegment } from '@jobwright/http-client';
import type { JsonObject } from '@jobwright/json';
import type { CallBounds, ClusterOperations, Incident } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { OperationCalls } from './operation-calls.ts';
import { readVariableValues, variableItem } from './variable-item.ts';

const incident = z
  .object({
    incidentKey: z.string(),
    errorType: z.string(),
    errorMessage: z.string().nullish(),
    processDefinitionId: z.string(),
    processInstanceKey: z.string(),
    elementId: z.string(),
    elementInstanceKey: z.string(),
    jobKey: z.string().nullish(),
    creationTime: z.string(),
    tenantId: z.string().nullish(),
  })
  .transform((found): Incident => ({
    key: found.incidentKey,
    type: found.errorType,
    message: found.errorMessage ?? '',
    processId: found.processDefinitionId,
    instanceKey: found.processInstanceKey,
    elementId: found.elementId,
    elementInstanceKey: found.elementInstanceKey,
    jobKey: found.jobKey ?? undefined,
    createdAt: found.creationTime,
    tenantId: found.tenantId ?? undefined,
  }));

/** Of all inputs together; the cluster gives no more in one answer. */
const MAX_VARIABLES = 1_000;
/** Scopes in one search. */
const MAX_SCOPES = 50;

type IncidentOperations = Pick<
  ClusterOperations,
  'listIncidents' | 'findIncident' | 'readInputs' | 'resolveIncident'
>;

/** Incidents over the REST API of Camunda 8.8 and later. */
export const createIncidentOperations = (calls: OperationCalls): IncidentOperations => ({
  listIncidents: ({ processId, instanceKey, elementId, type }, bounds) =>
    calls.search(
      {
        path: '/v2/incidents/search',
        filter: {
          state: 'ACTIVE',
          processDefinitionId: processId,
          processInstanceKey: instanceKey,
          elementId,
          errorType: type,
        },
        sort: { field: 'creationTime', order: 'DESC' },
        item: incident,
      },
      bounds,
    ),
  findIncident: (key, bounds) => calls.get(`/v2/incidents/${segment(key)}`, incident, bounds),
  async readInputs(incidents, bounds) {
    const inputs = new Map<string, JsonObject>();
    for (let at = 0; at < incidents.length; at += MAX_SCOPES) {
      const some = incidents.slice(at, at + MAX_SCOPES);
      for (const [key, input] of await readSomeInputs(calls, some, bounds)) inputs.set(key, input);
    }
    return inputs;
  },
  async resolveIncident({ key, jobKey, elementInstanceKey }, { retries, variables }, bounds) {
    if (Object.keys(variables).length > 0 && elementInstanceKey !== undefined) {
      const path = `/v2/element-instances/${segment(elementInstanceKey)}/variables`;
      await calls.change('PUT', { path, body: { variables, local: false } }, bounds);
    }
    if (jobKey !== undefined) {
      const path = `/v2/jobs/${segment(jobKey)}`;
      await calls.change('PATCH', { path, body: { changeset: { retries } } }, bounds);
    }
    await calls.change('POST', { path: `/v2/incidents/${segment(key)}/resolution` }, bounds);
  },
});

async function readSomeInputs(
  calls: OperationCalls,
  incidents: readonly Incident[],
  bounds: CallBounds,
): Promise<ReadonlyMap<string, JsonObject>> {
  const scopes = incidents.flatMap(({ elementInstanceKey: key }) => (key === undefined ? [] : [key]));
  const { items } = await calls.search(
    { path: '/v2/variables/search', filter: { scopeKey: { $in: scopes } }, item: variableItem },
    { ...bounds, limit: MAX_VARIABLES },
  );
  return new Map(
    incidents.map(({ key, elementInstanceKey }) => {
      const own = items.filter(({ scopeKey }) => scopeKey === elementInstanceKey);
      return [key, readVariableValues(own)];
    }),
  );
}

const segment = (key: string): string => encodePathSegment(key, 'key');
