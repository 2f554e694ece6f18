import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { hashText } from '../../core/records/hash-text.ts';
import type { IncidentEntry } from '../../core/records/incident-record.ts';
import {
  exact,
  filterOnly,
  integerField,
  keyField,
  sortOnly,
  textField,
} from '../../core/search/search-fields.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const byDefinitionQuery = z.object({
  filter: z.object({ errorHashCode: z.int('No errorHashCode provided.') }, 'No filter provided.'),
});

/** The running instances that the same error stopped. */
interface ErrorGroup {
  readonly hash: number;
  readonly entry: IncidentEntry;
  readonly instanceKeys: Set<string>;
}

/** Groups the incidents that are not resolved. */
function groupErrors(
  entries: readonly IncidentEntry[],
  groupOf: (entry: IncidentEntry, hash: number) => string,
): readonly ErrorGroup[] {
  const groups = new Map<string, ErrorGroup>();
  for (const entry of entries) {
    if (entry.state !== 'ACTIVE') continue;
    const hash = hashText(entry.passage.message);
    const key = groupOf(entry, hash);
    const group = groups.get(key) ?? { hash, entry, instanceKeys: new Set() };
    group.instanceKeys.add(entry.instance.processInstanceKey);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const countOf = ({ instanceKeys }: ErrorGroup): number => instanceKeys.size;

const byError: SearchResource<ErrorGroup> = {
  fields: {
    errorMessage: sortOnly(textField(({ entry }) => entry.passage.message)),
    activeInstancesWithErrorCount: sortOnly(integerField(countOf)),
  },
  keyOf: ({ hash }) => String(hash),
  render: (group) => ({
    errorHashCode: group.hash,
    errorMessage: group.entry.passage.message,
    activeInstancesWithErrorCount: countOf(group),
  }),
};

const byDefinition: SearchResource<ErrorGroup> = {
  fields: {
    activeInstancesWithErrorCount: sortOnly(integerField(countOf)),
    processDefinitionKey: sortOnly(keyField(({ entry }) => entry.instance.definitionKey)),
    tenantId: sortOnly(textField(({ entry }) => entry.instance.tenantId)),
    errorHashCode: filterOnly(exact(integerField(({ hash }) => hash))),
  },
  keyOf: ({ entry }) => entry.instance.definitionKey,
  render: (group) => {
    const { bpmnProcessId, definitionKey, definition, tenantId } = group.entry.instance;
    return {
      processDefinitionId: bpmnProcessId,
      processDefinitionKey: definitionKey,
      processDefinitionName: definition?.graph.name ?? bpmnProcessId,
      processDefinitionVersion: definition?.version ?? 0,
      tenantId,
      activeInstancesWithErrorCount: countOf(group),
    };
  },
};

/** The statistics of incidents of the Camunda 8 REST API: how many running instances have the same error. */
export function addIncidentStatistics(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/incidents/statistics/process-instances-by-error', ({ body }) =>
    answerSearch(
      byError,
      groupErrors(records.incidents(), (_entry, hash) => String(hash)),
      body,
    ),
  );
  server.post('/v2/incidents/statistics/process-instances-by-definition', ({ body }) => {
    byDefinitionQuery.parse(body);
    const groups = groupErrors(
      records.incidents(),
      ({ instance }, hash) => `${hash} ${instance.definitionKey}`,
    );
    return answerSearch(byDefinition, groups, body);
  });
}
