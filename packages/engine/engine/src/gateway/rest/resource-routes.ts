import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore, ResourceView } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';
import { keyText } from './request-schemas.ts';

const keyPath = z.object({ resourceKey: keyText('resourceKey') });
const deletion = z
  .object({ operationReference: z.number().nullish(), deleteHistory: z.boolean().nullish() })
  .nullish();

/** The resource endpoints of the Camunda 8 REST API: RPA scripts and other files, and the deletion of what was deployed. */
export function addResourceRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'resource' | 'deleteResource'>,
): void {
  const find = (params: unknown): ResourceView => {
    const { resourceKey } = keyPath.parse(params);
    const resource = core.resource(resourceKey);
    if (resource?.kind === 'resource') return resource;
    throw new Problem(404, `Resource with key '${resourceKey}' not found`);
  };
  server.get('/v2/resources/:resourceKey', (request, reply) => {
    const { key, id, version, versionTag = null, resourceName, tenantId } = find(request.params);
    return reply.send({
      resourceName,
      version,
      versionTag,
      resourceId: id,
      tenantId,
      resourceKey: key,
    });
  });
  server.get('/v2/resources/:resourceKey/content', (request, reply) => {
    const { resourceName, content } = find(request.params);
    const isScript = resourceName.toLowerCase().endsWith('.rpa');
    return reply
      .type(isScript ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
      .send(content);
  });
  server.post('/v2/resources/:resourceKey/deletion', (request, reply) => {
    const { resourceKey } = keyPath.parse(request.params);
    if (deletion.parse(request.body)?.deleteHistory === true)
      throw new Problem(
        501,
        'The embedded engine does not delete the history of instances: leave deleteHistory out, or use a Camunda 8 cluster',
      );
    acceptedOrProblem(core.deleteResource({ resourceKey }));
    return reply.send({ resourceKey, batchOperation: null });
  });
}
