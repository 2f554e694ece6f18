import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { EngineRecords } from '../../core/records/engine-records.ts';
import { INSTANCE_FIELDS } from '../../core/records/instance-fields.ts';
import type { InstanceRecord } from '../../core/records/instance-types.ts';
import { createMatcher } from '../../core/search/search-filter.ts';
import {
  exact,
  filterOnly,
  integerField,
  keyField,
  sortOnly,
  textField,
} from '../../core/search/search-fields.ts';
import { countElements } from './element-statistics.ts';
import { readInstanceFilter } from './instance-filter-body.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const keyPath = z.object({ processDefinitionKey: pathKey('processDefinitionKey') });
const elementQuery = z.object({ filter: z.unknown().optional() }).nullish();
const versionQuery = z.object({
  filter: z.object(
    { processDefinitionId: z.string('No processDefinitionId provided.') },
    'No filter provided.',
  ),
});

/** How many instances of one or several versions of a process run. */
interface RunningCount {
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  readonly definitionKey: string;
  readonly name: string | null;
  readonly version: number;
  readonly definitionKeys: Set<string>;
  withIncident: number;
  withoutIncident: number;
}

/** Counts the running instances by what the function gives of each. */
function countRunning(
  records: EngineRecords,
  groupOf: (record: InstanceRecord) => string,
): readonly RunningCount[] {
  const groups = new Map<string, RunningCount>();
  for (const record of records.processInstances()) {
    if (record.state !== 'ACTIVE') continue;
    const { bpmnProcessId, tenantId, definitionKey } = record;
    const definition = records.processDefinition(definitionKey);
    const version = definition?.version ?? 0;
    const known = groups.get(groupOf(record));
    const isNewest = known === undefined || version > known.version;
    const { name, definitionKeys, withIncident, withoutIncident } = known ?? {
      name: null,
      definitionKeys: new Set<string>(),
      withIncident: 0,
      withoutIncident: 0,
    };
    const hasIncident = record.incidents().length > 0;
    groups.set(groupOf(record), {
      bpmnProcessId,
      tenantId,
      definitionKey,
      name: isNewest ? (definition?.name ?? null) : name,
      version: isNewest ? version : known.version,
      definitionKeys: definitionKeys.add(definitionKey),
      withIncident: withIncident + Number(hasIncident),
      withoutIncident: withoutIncident + Number(!hasIncident),
    });
  }
  return [...groups.values()];
}

const counts = {
  activeInstancesWithIncidentCount: sortOnly<RunningCount>(integerField(({ withIncident }) => withIncident)),
  activeInstancesWithoutIncidentCount: sortOnly<RunningCount>(
    integerField(({ withoutIncident }) => withoutIncident),
  ),
};
const describeCounts = ({ withIncident, withoutIncident }: RunningCount) => ({
  activeInstancesWithIncidentCount: withIncident,
  activeInstancesWithoutIncidentCount: withoutIncident,
});

const byDefinition: SearchResource<RunningCount> = {
  fields: { processDefinitionId: sortOnly(textField(({ bpmnProcessId }) => bpmnProcessId)), ...counts },
  keyOf: ({ bpmnProcessId, tenantId }) => `${bpmnProcessId} ${tenantId}`,
  render: (count) => ({
    processDefinitionId: count.bpmnProcessId,
    tenantId: count.tenantId,
    latestProcessDefinitionName: count.name,
    hasMultipleVersions: count.definitionKeys.size > 1,
    ...describeCounts(count),
  }),
};

const byVersion: SearchResource<RunningCount> = {
  fields: {
    processDefinitionId: exact(textField(({ bpmnProcessId }) => bpmnProcessId)),
    processDefinitionKey: sortOnly(keyField(({ definitionKey }) => definitionKey)),
    processDefinitionName: sortOnly(textField(({ name }) => name)),
    processDefinitionVersion: sortOnly(integerField(({ version }) => version)),
    ...counts,
    tenantId: filterOnly(exact(textField(({ tenantId }) => tenantId))),
  },
  keyOf: ({ definitionKey }) => definitionKey,
  render: (count) => ({
    processDefinitionId: count.bpmnProcessId,
    processDefinitionKey: count.definitionKey,
    processDefinitionName: count.name,
    tenantId: count.tenantId,
    processDefinitionVersion: count.version,
    ...describeCounts(count),
  }),
};

/**
 * The statistics of process definitions of the Camunda 8 REST API: of their elements and running instances.
 */
export function addDefinitionStatistics(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post(
    '/v2/process-definitions/:processDefinitionKey/statistics/element-instances',
    ({ params, body }) => {
      const { processDefinitionKey } = keyPath.parse(params);
      const filter = readInstanceFilter(elementQuery.parse(body)?.filter);
      const matches = createMatcher(INSTANCE_FIELDS, filter);
      const keys = records
        .processInstances()
        .filter((record) => record.definitionKey === processDefinitionKey && matches(record))
        .map(({ processInstanceKey }) => processInstanceKey);
      return { items: countElements(keys.flatMap((key) => records.elements(key))) };
    },
  );
  server.post('/v2/process-definitions/statistics/process-instances', ({ body }) =>
    answerSearch(
      byDefinition,
      countRunning(records, ({ bpmnProcessId, tenantId }) => `${bpmnProcessId} ${tenantId}`),
      body,
    ),
  );
  server.post('/v2/process-definitions/statistics/process-instances-by-version', ({ body }) => {
    versionQuery.parse(body);
    return answerSearch(
      byVersion,
      countRunning(records, ({ definitionKey }) => definitionKey),
      body,
    );
  });
}
