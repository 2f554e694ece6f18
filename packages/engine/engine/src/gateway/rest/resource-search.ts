import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { ResourceVersion } from '../../core/deployment-records.ts';
import {
  exact,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { describeResource } from './describe-resource.ts';
import { describeForm } from './describe-form.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const formPath = z.object({ formKey: pathKey('formKey') });

const resources: SearchResource<ResourceVersion> = {
  fields: {
    resourceKey: keyField(({ key }) => key),
    resourceName: textField(({ resourceName }) => resourceName),
    resourceId: textField(({ id }) => id),
    version: integerField(({ version }) => version),
    versionTag: textField(({ versionTag }) => versionTag),
    deploymentKey: keyField(({ deploymentKey }) => deploymentKey),
    tenantId: filterOnly(exact(textField(({ tenantId }) => tenantId))),
  } satisfies SearchFields<ResourceVersion>,
  keyOf: ({ key }) => key,
  render: describeResource,
};

/** Of files in the Camunda 8 REST API, finding those that are not models, and forms. */
export function addResourceSearch(
  server: FastifyInstance,
  core: Pick<SearchableCore, 'records' | 'resource'>,
): void {
  server.post('/v2/resources/search', ({ body }) => answerSearch(resources, core.records.resources(), body));
  server.get('/v2/forms/:formKey', ({ params }) => {
    const { formKey } = formPath.parse(params);
    const form = core.resource(formKey);
    if (form?.kind !== 'form') throw notFound('Form', formKey);
    return describeForm(form);
  });
}
