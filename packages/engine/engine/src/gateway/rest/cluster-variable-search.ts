import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import type { ClusterVariable } from '../../core/cluster-variable-types.ts';
import type { SearchableCore } from '../../core/searchable-core.ts';
import {
  booleanField,
  enumField,
  filterOnly,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';
import { describeValue, readIsCut } from './value-text.ts';

const SCOPES = ['GLOBAL', 'TENANT'] as const;
const KINDS = ['JSON', 'SECRET_REFERENCE'] as const;

const scopeOf = ({ tenantId }: ClusterVariable): (typeof SCOPES)[number] =>
  tenantId === null ? 'GLOBAL' : 'TENANT';

const fields = {
  name: textField(({ name }) => name),
  value: textField(({ value }) => stringifyJson(value)),
  tenantId: textField(({ tenantId }) => tenantId),
  scope: enumField(SCOPES, scopeOf),
  kind: filterOnly(enumField(KINDS, ({ kind }) => kind)),
  isTruncated: filterOnly(booleanField(({ value }) => describeValue(value, { isCut: true }).isTruncated)),
} satisfies SearchFields<ClusterVariable>;

const clusterVariables = (isCut: boolean): SearchResource<ClusterVariable> => ({
  fields,
  hasTextKeys: true,
  keyOf: ({ tenantId, name }) => `${tenantId ?? ''}\n${name}`,
  render: (variable) => ({
    ...describeValue(variable.value, { isCut }),
    name: variable.name,
    scope: scopeOf(variable),
    tenantId: variable.tenantId,
    metadata: variable.metadata,
    kind: variable.kind,
  }),
});

/** Of the cluster variables of the Camunda 8 REST API, finding them. */
export function addClusterVariableSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/cluster-variables/search', ({ query, body }) =>
    answerSearch(clusterVariables(readIsCut(query)), records.clusterVariables(), body),
  );
}
