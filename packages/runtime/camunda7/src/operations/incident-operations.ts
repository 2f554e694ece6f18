import { encodePathSegment } from '@jobwright/http-client';
import type { JsonObject } from '@jobwright/json';
import type { CallBounds, ClusterOperations, Incident, Listed } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import { readEngineTime, readItemValues, variableItem } from './engine-values.ts';
import { noAnswer, type OperationCalls } from './operation-calls.ts';
import type { ProcessIds } from './process-ids.ts';
import type { CorrectVariables } from './correct-variables.ts';

const incidentItem = z.object({
  id: z.string(),
  processDefinitionId: z.string().nullish(),
  processInstanceId: z.string().nullish(),
  executionId: z.string().nullish(),
  incidentTimestamp: z.string(),
  incidentType: z.string(),
  incidentMessage: z.string().nullish(),
  activityId: z.string().nullish(),
  failedActivityId: z.string().nullish(),
  rootCauseIncidentId: z.string().nullish(),
  configuration: z.string().nullish(),
  tenantId: z.string().nullish(),
});
type IncidentItem = z.output<typeof incidentItem>;

const EXTERNAL_TASK = 'failedExternalTask';
const JOB = 'failedJob';
/** Of the input of one element. */
const MAX_VARIABLES = 1_000;

type IncidentOperations = Pick<
  ClusterOperations,
  'listIncidents' | 'findIncident' | 'readInputs' | 'resolveIncident'
>;

interface IncidentParts {
  readonly calls: OperationCalls;
  readonly processIds: ProcessIds;
  readonly correctVariables: CorrectVariables;
}

/** Incidents of an engine of Camunda 7 or Operaton: failed external tasks, failed jobs and custom ones. */
export function createIncidentOperations({
  calls,
  processIds,
  correctVariables,
}: IncidentParts): IncidentOperations {
  const name = async (items: readonly IncidentItem[], bounds: CallBounds): Promise<readonly Incident[]> => {
    const ids = await processIds(
      items.map(({ processDefinitionId }) => processDefinitionId ?? ''),
      bounds,
    );
    return items.map((item) => toIncident(item, ids));
  };
  return {
    async listIncidents({ processId, instanceKey, elementId, type }, bounds): Promise<Listed<Incident>> {
      const { items, hasMore } = await calls.list(
        {
          path: '/incident',
          query: {
            processDefinitionKeyIn: processId,
            processInstanceId: instanceKey,
            activityId: elementId,
            incidentType: type,
            sortBy: 'incidentTimestamp',
            sortOrder: 'desc',
          },
          schema: incidentItem,
        },
        bounds,
      );
      // A caller has a copy of each incident of what it called: it ends with the original.
      const originals = items.filter(({ id, rootCauseIncidentId: root }) => (root ?? id) === id);
      return { items: await name(originals, bounds), hasMore };
    },
    async findIncident(key, bounds) {
      const path = `/incident/${encodePathSegment(key, 'key')}`;
      const item = await calls.get({ path, schema: incidentItem }, bounds);
      const ids = await processIds([item.processDefinitionId ?? ''], bounds);
      return toIncident(item, ids);
    },
    async readInputs(incidents, bounds) {
      const inputs = new Map<string, JsonObject>();
      for (const { key, elementInstanceKey } of incidents)
        if (elementInstanceKey !== undefined)
          inputs.set(key, await readInput(calls, elementInstanceKey, bounds));
      return inputs;
    },
    async resolveIncident(incident, { retries, variables }, bounds) {
      if (Object.keys(variables).length > 0) await correctVariables(incident, variables, bounds);
      await resolve(calls, incident, { retries, bounds });
    },
  };
}

const toIncident = (item: IncidentItem, processIds: ReadonlyMap<string, string>): Incident => ({
  key: item.id,
  type: item.incidentType,
  message: item.incidentMessage ?? '',
  processId: processIds.get(item.processDefinitionId ?? '') ?? item.processDefinitionId ?? '',
  instanceKey: item.processInstanceId ?? '',
  elementId: item.failedActivityId ?? item.activityId ?? '',
  elementInstanceKey: item.executionId ?? undefined,
  jobKey: item.configuration ?? undefined,
  createdAt: readEngineTime(item.incidentTimestamp),
  tenantId: item.tenantId ?? undefined,
});

/** The variables of the execution that stands at the element. */
async function readInput(
  calls: OperationCalls,
  executionId: string,
  bounds: CallBounds,
): Promise<JsonObject> {
  const { items } = await calls.list(
    {
      path: '/variable-instance',
      query: { executionIdIn: executionId, deserializeValues: false },
      schema: variableItem,
    },
    { ...bounds, limit: MAX_VARIABLES },
  );
  return readItemValues(items);
}

/** The engine resolves an incident of a task or job itself when that has retries again. */
async function resolve(
  calls: OperationCalls,
  { key, type, jobKey }: Incident,
  { retries, bounds }: { readonly retries: number; readonly bounds: CallBounds },
): Promise<void> {
  const kind = { [EXTERNAL_TASK]: 'external-task', [JOB]: 'job' }[type];
  if (kind === undefined || jobKey === undefined) {
    const path = `/incident/${encodePathSegment(key, 'key')}`;
    return calls.send({ method: 'DELETE', path, schema: noAnswer }, bounds);
  }
  const path = `/${kind}/${encodePathSegment(jobKey, 'key')}/retries`;
  await calls.send({ method: 'PUT', path, body: { retries }, schema: noAnswer }, bounds);
}
