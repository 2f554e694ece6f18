import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { DefinitionRecord } from '../../core/records/definition-record.ts';
import {
  booleanField,
  enumField,
  exact,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { describeForm } from './describe-form.ts';
import { checkLatestVersionQuery, isForLatest, withoutStartCursor } from './latest-version-query.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const keyPath = z.object({ processDefinitionKey: pathKey('processDefinitionKey') });

const fields: SearchFields<DefinitionRecord> = {
  processDefinitionKey: exact(keyField(({ key }) => key)),
  name: textField(({ name }) => name),
  resourceName: exact(textField(({ resourceName }) => resourceName)),
  version: exact(integerField(({ version }) => version)),
  versionTag: exact(textField(({ versionTag }) => versionTag)),
  processDefinitionId: textField(({ bpmnProcessId }) => bpmnProcessId),
  tenantId: exact(textField(({ tenantId }) => tenantId)),
  // Without the wish for the latest version all are wanted.
  isLatestVersion: filterOnly(booleanField(({ isLatest }) => (isLatest ? [true, false] : [false]))),
  hasStartForm: filterOnly(booleanField(({ startFormId }) => startFormId !== null)),
  state: filterOnly(exact(enumField(['ACTIVE', 'DRAINING', 'DELETED'], ({ state }) => state))),
};

const processDefinitions: SearchResource<DefinitionRecord> = {
  fields,
  keyOf: ({ key }) => key,
  render: ({ key, bpmnProcessId, name, version, versionTag, resourceName, tenantId, ...record }) => ({
    name,
    resourceName,
    version,
    versionTag,
    processDefinitionId: bpmnProcessId,
    tenantId,
    processDefinitionKey: key,
    hasStartForm: record.startFormId !== null,
    state: record.state,
  }),
};

/** Of the process definitions of the Camunda 8 REST API, finding them and the form they start with. */
export function addProcessDefinitionSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  const find = (params: unknown): DefinitionRecord => {
    const { processDefinitionKey } = keyPath.parse(params);
    const record = records.processDefinition(processDefinitionKey);
    if (record) return record;
    throw notFound('Process Definition', processDefinitionKey);
  };
  server.post('/v2/process-definitions/search', ({ body }) => {
    const search = () => answerSearch(processDefinitions, records.processDefinitions(), body);
    if (!isForLatest(body)) return search();
    checkLatestVersionQuery(fields, body);
    return withoutStartCursor(search());
  });
  server.get('/v2/process-definitions/:processDefinitionKey', ({ params }) =>
    processDefinitions.render(find(params)),
  );
  server.get('/v2/process-definitions/:processDefinitionKey/form', ({ params }, reply) => {
    const form = records.startForm(find(params));
    if (!form) return reply.code(204).send();
    return reply.send(describeForm(form));
  });
}
