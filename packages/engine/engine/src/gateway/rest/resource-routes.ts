import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CreateBatchCommand } from '../../core/batch/batch-types.ts';
import type { ResourceView } from '../../core/commands.ts';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { describeCreatedBatch } from './describe-batch.ts';
import { describeResource } from './describe-resource.ts';
import { acceptedOrProblem } from './json-body.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';

const keyPath = z.object({ resourceKey: pathKey('resourceKey') });
const deletion = z
  .object({ operationReference: z.number().nullish(), deleteHistory: z.boolean().nullish() })
  .nullish();

type Core = Pick<SearchableCore, 'createBatch' | 'deleteResource' | 'processXml' | 'records' | 'resource'>;

/** What deletes the history of a process or of decisions. Other files have none. */
function findHistory({ processXml, records }: Core, key: string): CreateBatchCommand | undefined {
  if (processXml(key) !== undefined)
    return {
      action: { type: 'DELETE_PROCESS_INSTANCE' },
      filter: { fields: { processDefinitionKey: key } },
    };
  if (!records.decisionRequirements().some((requirements) => requirements.key === key)) return undefined;
  return {
    action: { type: 'DELETE_DECISION_INSTANCE' },
    filter: { fields: { decisionRequirementsKey: key } },
  };
}

/**
 * The resource endpoints of the Camunda 8 REST API: RPA scripts and other files, and the deletion of what was
 * deployed.
 */
export function addResourceRoutes(server: FastifyInstance, core: Core): void {
  const find = (params: unknown): ResourceView => {
    const { resourceKey } = keyPath.parse(params);
    const resource = core.resource(resourceKey);
    if (resource?.kind === 'resource') return resource;
    throw notFound('Resource', resourceKey);
  };
  server.get('/v2/resources/:resourceKey', ({ params }) => describeResource(find(params)));
  server.get('/v2/resources/:resourceKey/content', (request, reply) => {
    const { resourceName, content } = find(request.params);
    const isScript = resourceName.toLowerCase().endsWith('.rpa');
    return reply
      .type(isScript ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
      .send(content);
  });
  server.get('/v2/resources/:resourceKey/content/binary', (request, reply) => {
    const { resourceName, content } = find(request.params);
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(resourceName)}`)
      .send(Buffer.from(content));
  });
  server.post('/v2/resources/:resourceKey/deletion', (request, reply) => {
    const { resourceKey } = keyPath.parse(request.params);
    const isHistoryDeleted = deletion.parse(request.body)?.deleteHistory === true;
    const batch = isHistoryDeleted ? findHistory(core, resourceKey) : undefined;
    acceptedOrProblem(core.deleteResource({ resourceKey }));
    if (!batch) return reply.send({ resourceKey, batchOperation: null });
    const batchOperation = describeCreatedBatch(acceptedOrProblem(core.createBatch(batch)));
    return reply.send({ resourceKey, batchOperation });
  });
}
