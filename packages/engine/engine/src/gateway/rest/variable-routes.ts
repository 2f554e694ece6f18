import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { VariableRecord } from '../../core/records/variable-record.ts';
import {
  booleanField,
  exact,
  filterOnly,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { notFound } from './problem.ts';
import { keyText } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import { findExactKey } from './search/exact-key.ts';
import { readBoolean } from './search/read-filter-value.ts';
import type { SearchResource } from './search/search-resource.ts';

/** Characters of a value as JSON that a search shows. */
const MAX_SHOWN = 8_191;

const variablePath = z.object({ variableKey: keyText('variableKey') });
const options = z.object({ truncateValues: z.string().optional() });

const textOf = ({ value }: VariableRecord): string => stringifyJson(value);

const fields: SearchFields<VariableRecord> = {
  value: textField(textOf),
  name: textField(({ name }) => name),
  tenantId: exact(textField(({ instance }) => instance.tenantId)),
  variableKey: keyField(({ variableKey }) => variableKey),
  scopeKey: keyField(({ scopeKey }) => scopeKey),
  processInstanceKey: keyField(({ instance }) => instance.processInstanceKey),
  processDefinitionKey: filterOnly(keyField(({ instance }) => instance.definitionKey)),
  isTruncated: filterOnly(booleanField((record) => textOf(record).length > MAX_SHOWN)),
};

const describe = ({ variableKey, name, scopeKey, instance }: VariableRecord) => ({
  name,
  tenantId: instance.tenantId,
  variableKey,
  scopeKey,
  processInstanceKey: instance.processInstanceKey,
  rootProcessInstanceKey: instance.rootKey(),
});

const variables = (isShortened: boolean): SearchResource<VariableRecord> => ({
  fields,
  keyOf: ({ variableKey }) => variableKey,
  render(record) {
    const value = textOf(record);
    const isTruncated = isShortened && value.length > MAX_SHOWN;
    return { ...describe(record), value: isTruncated ? value.slice(0, MAX_SHOWN) : value, isTruncated };
  },
});

/** The variable endpoints of the Camunda 8 REST API: search, which shows the beginning of long values, and get. */
export function addVariableRoutes(server: FastifyInstance, { records }: Pick<EngineCore, 'records'>): void {
  server.post('/v2/variables/search', ({ body, query }) => {
    const { truncateValues = 'true' } = options.parse(query);
    const resource = variables(readBoolean(truncateValues, 'truncateValues'));
    return answerSearch(resource, records.variables(findExactKey(body, 'processInstanceKey')), body);
  });
  server.get('/v2/variables/:variableKey', ({ params }) => {
    const { variableKey } = variablePath.parse(params);
    const record = records.variable(variableKey);
    if (!record) throw notFound('Variable', variableKey);
    return { ...describe(record), value: textOf(record) };
  });
}
