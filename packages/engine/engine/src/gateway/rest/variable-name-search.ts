import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { type SearchFields, textField } from '../../core/search/search-fields.ts';
import { keyText } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const keyPath = z.object({ processDefinitionKey: keyText('processDefinitionKey') });

const names: SearchResource<string> = {
  fields: { name: textField((name) => name) } satisfies SearchFields<string>,
  hasTextKeys: true,
  keyOf: (name) => name,
  render: (name) => ({ name }),
};

/**
 * Of the process definitions of the Camunda 8 REST API, the names of the variables that their instances have
 * or had.
 */
export function addVariableNameSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/process-definitions/:processDefinitionKey/variable-names/search', ({ params, body }) => {
    const { processDefinitionKey } = keyPath.parse(params);
    const found = new Set<string>();
    for (const instance of records.processInstances())
      if (instance.definitionKey === processDefinitionKey)
        for (const { variables } of instance.passages())
          for (const name of Object.keys(variables)) found.add(name);
    return answerSearch(names, found, body);
  });
}
