import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { Problem } from './problem.ts';
import { pathKey } from './request-schemas.ts';

const keyPath = z.object({ processDefinitionKey: pathKey('processDefinitionKey') });

/** Of the process definitions of the Camunda 8 REST API, their files. */
export function addProcessDefinitionRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'processXml'>,
): void {
  server.get('/v2/process-definitions/:processDefinitionKey/xml', (request, reply) => {
    const { processDefinitionKey } = keyPath.parse(request.params);
    const xml = core.processXml(processDefinitionKey);
    if (xml === undefined)
      throw new Problem(404, `Process Definition with key '${processDefinitionKey}' not found`);
    return reply.type('text/xml; charset=utf-8').send(xml);
  });
}
